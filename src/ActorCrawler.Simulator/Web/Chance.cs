namespace ActorCrawler.Simulator.Web;

/// <summary>Chance without state: the same arguments always give the same number.</summary>
internal static class Chance
{
    /// <summary>64 well mixed bits (the finaliser of splitmix64 over each argument in turn).</summary>
    public static ulong Of(ulong seed, int host, Topic topic, long index, int part = 0)
    {
        var x = Mix(seed + 0x9E3779B97F4A7C15UL * (ulong)(host + 1));
        x = Mix(x ^ (ulong)index * 0xD1342543DE82EF95UL + (ulong)topic);
        return Mix(x + (ulong)part * 0x9E3779B97F4A7C15UL);
    }

    private static ulong Mix(ulong x)
    {
        x ^= x >> 30;
        x *= 0xBF58476D1CE4E5B9UL;
        x ^= x >> 27;
        x *= 0x94D049BB133111EBUL;
        return x ^ (x >> 31);
    }
}
