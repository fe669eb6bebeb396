using System.Diagnostics;

namespace ActorCrawler.KillLoop;

/// <summary>
/// Chooses moments and targets: chance decides, from a seed, but kinds of moments that were hit too seldom come first. A moment at work is counted from the
/// first sign of work, not from the start of the process, which takes as long as the machine is busy.
/// </summary>
/// <param name="chance">Chance, seeded.</param>
/// <param name="longestWork">The longest that a process is at work before it is killed.</param>
/// <param name="onlyAtWork">Whether no start is hit, nor workers alone.</param>
internal sealed class KillPlan(Random chance, TimeSpan longestWork, bool onlyAtWork = false)
{
    /// <summary>Of all kills, so many are to hit a process that starts or recovers.</summary>
    internal const double LeastEarly = 1.0 / 4;

    /// <summary>And so many a crawl at work.</summary>
    internal const double LeastAtWork = 2.0 / 3;

    /// <summary>The longest that is waited for a request under way: on a busy machine hosts seem slow, and are asked seldom.</summary>
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(1);

    private int _kills;
    private int _early;
    private int _atWork;
    private TimeSpan _start = TimeSpan.FromMilliseconds(500);

    /// <summary>What is killed next: 0 the crawl, 1 workers, 2 both.</summary>
    internal int Target(bool hasWorkers)
    {
        var target = chance.Next(3);
        return !hasWorkers || (onlyAtWork && target == 1) ? 0 : target;
    }

    /// <summary>Counts a kill.</summary>
    internal void Hit(bool early, bool atWork)
    {
        _kills++;
        if (early) _early++;
        if (atWork) _atWork++;
    }

    /// <summary>Waits for the next moment; false when the process ended before it.</summary>
    /// <param name="process">Who is to be killed.</param>
    /// <param name="signs">By what it is seen to be at work.</param>
    /// <param name="before">The signs at its start.</param>
    /// <param name="since">Since when it runs.</param>
    internal async Task<bool> WaitAsync(CrawlProcess process, WorkSigns signs, long before, Stopwatch since)
    {
        var (kind, fraction, always) = (chance.NextDouble(), chance.NextDouble(), chance.Next(3) > 0);
        if (!onlyAtWork && signs.Count == before && (_early < (LeastEarly + 0.01) * _kills || (_atWork >= (LeastAtWork + 0.03) * _kills && kind < LeastEarly)))
        {
            var wait = (_start * fraction) - since.Elapsed;
            return wait <= TimeSpan.Zero || !await process.EndsWithinAsync(wait).ConfigureAwait(false);
        }

        var working = signs.Count > before;
        if (!await process.SeesAsync(() => signs.Count > before, LongestStart).ConfigureAwait(false)) return false;
        if (!working) _start = (_start * 0.7) + (since.Elapsed * 0.3);
        if (await process.EndsWithinAsync(longestWork * fraction).ConfigureAwait(false)) return false;
        if (!always && !onlyAtWork && _atWork >= (LeastAtWork + 0.03) * _kills) return true;
        return await process.SeesAsync(() => signs.InFlight, LongestLook).ConfigureAwait(false);
    }
}
