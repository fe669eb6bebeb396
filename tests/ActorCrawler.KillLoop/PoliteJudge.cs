using ActorCrawler.Simulator;

namespace ActorCrawler.KillLoop;

/// <summary>
/// Judges politeness, and what was fetched again, by the server's own log. When a request came is known for certain; when its answer was
/// written the log may tell late. So the bound is from request to request: the latency that the server adds, and the delay.
/// </summary>
internal sealed class PoliteJudge(SimulatorServer web, TimeSpan delay, TimeSpan latency, IReadOnlyList<double> crawlDelays)
{
    /// <summary>Timers may be early by that much.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(3);

    private readonly List<(TimeSpan At, IReadOnlySet<string> Settled)> _kills = [];

    /// <summary>Kills of the process that asks.</summary>
    internal IReadOnlyList<(TimeSpan At, IReadOnlySet<string> Settled)> Kills => _kills;

    /// <summary>The process that asks was killed, with what it had settled until then.</summary>
    internal void Killed(TimeSpan at, IReadOnlySet<string> settled) => _kills.Add((at, settled));

    /// <summary>Hosts that were contacted earlier than their delay allows.</summary>
    internal IEnumerable<string> Impolite()
    {
        foreach (var host in web.Log.Snapshot().GroupBy(entry => entry.Host))
        {
            var entries = host.OrderBy(entry => entry.Start).ToList();
            foreach (var (before, after) in entries.Zip(entries.Skip(1)))
            {
                var gap = after.Start - before.Start;
                var least = Least(host.Key, before, after);
                if (gap + Tolerance < least)
                    yield return $"host {host.Key} was asked for {after.Path} {gap.TotalMilliseconds:0.0} ms after {before.Path}; {least.TotalMilliseconds:0} ms at least are due";
            }
        }
    }

    /// <summary>URLs asked for again, by kill; and those among them that had been settled before.</summary>
    internal (IReadOnlyList<int> ByKill, IReadOnlyList<string> Problems) FetchedAgain()
    {
        var byKill = new int[_kills.Count];
        var problems = new List<string>();
        var asked = new Dictionary<string, TimeSpan>(StringComparer.Ordinal);
        foreach (var entry in web.Log.Snapshot().OrderBy(entry => entry.Start))
        {
            var url = web.BaseUrls[entry.Host].TrimEnd('/') + entry.Path;
            if (entry.Path == "/robots.txt") continue;
            if (asked.TryGetValue(url, out var earlier))
            {
                var kill = _kills.FindIndex(kill => kill.At > earlier);
                if (kill < 0 || _kills[kill].At > entry.Start) problems.Add($"{url} was fetched twice without a kill in between");
                else byKill[kill]++;
            }

            if (_kills.LastOrDefault(kill => kill.At < entry.Start) is { Settled: { } settled } && settled.Contains(url))
                problems.Add($"{url} was fetched again although it was settled");
            asked[url] = entry.Start;
        }

        return (byKill, problems);
    }

    private TimeSpan Least(int host, AccessEntry before, AccessEntry after)
    {
        var asked = crawlDelays.Count == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(crawlDelays[host % crawlDelays.Count]);
        var usual = asked > delay ? asked : delay;
        if (!_kills.Any(kill => kill.At > before.Start && kill.At <= after.Start)) return usual + latency;

        // What was in flight may have ended with the process; and a robots.txt that it had not stored is asked for anew, its Crawl-delay unknown.
        return after.Path == "/robots.txt" ? delay : usual;
    }
}
