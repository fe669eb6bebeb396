namespace ActorCrawler.Core.Tests;

/// <summary>Counts garbage-collected bytes.</summary>
internal static class Allocations
{
    /// <summary>
    /// The bytes that <paramref name="action"/> allocates once it is warm: the fewest of five runs, because the runtime allocates a little of its own on any
    /// thread now and then.
    /// </summary>
    public static long Of(Action action)
    {
        action();
        var fewest = long.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            fewest = Math.Min(fewest, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return fewest;
    }
}
