namespace ActorCrawler.Core.Frontier;

/// <summary>Exponential back-off with jitter.</summary>
internal static class Backoff
{
    /// <summary>The wait after the n-th failure in a row: <paramref name="first"/> doubled n-1 times, at most <paramref name="max"/>, of which the last half is spread by chance.</summary>
    /// <param name="first">Wait after the first failure; above zero.</param>
    /// <param name="max">Upper bound.</param>
    /// <param name="failures">Failures in a row, at least 1.</param>
    /// <param name="jitter">A number in [0, 1).</param>
    public static TimeSpan Wait(TimeSpan first, TimeSpan max, int failures, double jitter)
    {
        var doubled = first.Ticks * Math.Pow(2, Math.Min(failures, 40) - 1);
        var wait = Math.Min(doubled, max.Ticks);
        return TimeSpan.FromTicks((long)(wait * (0.5 + (jitter / 2))));
    }
}
