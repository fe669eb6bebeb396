using ActorCrawler.Simulator;

namespace ActorCrawler.KillLoop;

/// <summary>
/// Judges politeness, and what was fetched again, by the server's own log. Its times may be late where the server had to wait for a processor, never early.
/// So the bound within a run is from request to request: the answer comes after the request was noted and the latency that the server adds, and the
/// next request is noted after it was sent. Across a kill it is from the moment before the kill, when the next run had not begun.
/// </summary>
internal sealed class PoliteJudge(SimulatorServer web, TimeSpan delay, TimeSpan latency, IReadOnlyList<double> crawlDelays)
{
    /// <summary>The server's own latency may be shorter by that much: its timers count by the system's coarse clock, with ticks of 4 ms.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(5);

    /// <summary>What was sent before a kill may be noted so much after it; no process asks for anything so soon after its start.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(50);

    /// <summary>The least that Retry-After asks for.</summary>
    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(1);

    private readonly List<Kill> _kills = [];

    /// <summary>Takes a kill into account.</summary>
    internal void Killed(Kill kill) => _kills.Add(kill);

    /// <summary>
    /// For each kill: requests under way at the server, and URLs asked for in that run (those of the requests among them) that had come to nothing that
    /// was committed.
    /// </summary>
    internal IReadOnlyList<(int Requests, int Uncommitted)> WorkHit()
    {
        var log = web.Log.Snapshot();
        return [.. _kills.Select(kill => (
            log.Count(entry => entry.Start <= kill.Before && entry.End >= kill.Before),
            Open(kill, log.Where(entry => entry.Start <= kill.Before))))];
    }

    /// <summary>Adds to a crawl's report what the log tells of its kills, and what was fetched again.</summary>
    internal KillReport Complete(KillReport crawl)
    {
        var (byKill, again) = FetchedAgain();
        var hit = WorkHit();
        return crawl with
        {
            KillsAtWork = hit.Count(kill => kill.Requests + kill.Uncommitted > 0),
            KillsWithRequests = hit.Count(kill => kill.Requests > 0),
            InFlight = hit.Sum(kill => kill.Uncommitted),
            MostInFlight = hit.Select(kill => kill.Uncommitted).DefaultIfEmpty(0).Max(),
            FetchedAgain = byKill.Sum(),
            MostFetchedAgain = byKill.DefaultIfEmpty(0).Max(),
            Problems = [.. crawl.Problems, .. again],
        };
    }

    /// <summary>A line for each kill.</summary>
    internal IEnumerable<string> Describe() => _kills.Zip(WorkHit(), (kill, work) =>
        $"kill of {(kill.OfCrawl ? "the crawl" : "workers")} at {kill.Before.TotalSeconds:0.000} s: "
        + $"{(kill.Early ? kill.Recovering ? "early, in a recovery" : "early" : "at work")}; {work.Requests} requests, {work.Uncommitted} URLs in flight, "
        + $"{kill.Left.Settled.Count} settled, {kill.Left.Queued} wait, session {kill.Left.Epoch}");

    /// <summary>Hosts that were contacted earlier than their delay allows.</summary>
    internal IEnumerable<string> Impolite()
    {
        foreach (var host in web.Log.Snapshot().GroupBy(entry => entry.Host))
        {
            var entries = host.OrderBy(entry => entry.Start).ToList();
            foreach (var (before, after) in entries.Zip(entries.Skip(1)))
            {
                var (from, least) = Least(host.Key, before, after);
                if (after.Start - from + Tolerance < least)
                    yield return $"host {host.Key} was asked for {after.Path} {(after.Start - from).TotalMilliseconds:0.0} ms after {before.Path} or the kill that followed; {least.TotalMilliseconds:0} ms at least are due";
            }

            foreach (var kill in Forgotten(host.Key, entries)) yield return kill;
        }
    }

    /// <summary>URLs asked for again, by kill; and what is wrong about it.</summary>
    /// <param name="accounted">Whether the crawl itself tells why it asked for a URL again.</param>
    internal (IReadOnlyList<int> ByKill, IReadOnlyList<string> Problems) FetchedAgain(Func<string, bool>? accounted = null)
    {
        var ofCrawl = _kills.Where(kill => kill.OfCrawl).ToList();
        var byKill = new int[ofCrawl.Count];
        var problems = new List<string>();
        var asked = new Dictionary<string, AccessEntry>(StringComparer.Ordinal);
        foreach (var entry in web.Log.Snapshot().OrderBy(entry => entry.Start))
        {
            if (IsRobots(entry)) continue;
            var (url, run) = (Url(entry), Run(entry));
            if (asked.TryGetValue(url, out var earlier) && earlier.Status != 503)
            {
                if (accounted?.Invoke(url) == true) continue;
                if (Run(earlier) == run) problems.Add($"{url} was fetched twice without a kill in between");
                else byKill[Run(earlier)]++;
            }

            if (run > 0 && ofCrawl[run - 1].Left.Settled.Contains(url)) problems.Add($"{url} was fetched again although it was settled");
            asked[url] = entry;
        }

        foreach (var (kill, again) in ofCrawl.Zip(byKill))
        {
            var open = Open(kill, web.Log.Snapshot());
            if (again > open) problems.Add($"{again} URLs were fetched again after a kill that {open} were in flight at");
        }

        return (byKill, problems);
    }

    private static bool IsRobots(AccessEntry entry) => entry.Path == "/robots.txt";

    private string Url(AccessEntry entry) => web.BaseUrls[entry.Host].TrimEnd('/') + entry.Path;

    /// <summary>The run that asked: how many kills of the crawl were before it.</summary>
    private int Run(AccessEntry entry) => _kills.Count(kill => kill.OfCrawl && kill.After + Late < entry.Start);

    /// <summary>URLs of some requests that its run had asked for, and not committed.</summary>
    private int Open(Kill kill, IEnumerable<AccessEntry> requests)
    {
        var run = _kills.TakeWhile(other => other != kill).Count(other => other.OfCrawl);
        return requests.Where(entry => Run(entry) == run && !IsRobots(entry)).Select(Url).Distinct().Count(url => !kill.Left.Settled.Contains(url));
    }

    private TimeSpan Usual(int host)
    {
        var asked = crawlDelays.Count == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(crawlDelays[host % crawlDelays.Count]);
        return asked > delay ? asked : delay;
    }

    private (TimeSpan From, TimeSpan Least) Least(int host, AccessEntry before, AccessEntry after)
    {
        var usual = Usual(host);
        if (Run(before) == Run(after)) return (before.Start, latency + (before.Status == 503 && Busy > usual ? Busy : usual));

        // What the answer said that was in flight, or only just there, may have ended with the process.
        var kill = _kills.Where(kill => kill.OfCrawl).ElementAt(Run(after) - 1);
        var known = kill.Left.Hosts.GetValueOrDefault(web.BaseUrls[host].TrimEnd('/'));
        if (before.Status == 503 && known is { Failures: > 0 }) return (before.Start, latency + Busy);
        return (kill.Before, known?.CrawlDelay is not null ? usual : delay);
    }

    /// <summary>A host's Crawl-delay may be lost with the answer that told it, but no host is asked again before it is safe.</summary>
    private IEnumerable<string> Forgotten(int host, List<AccessEntry> entries)
    {
        if (Usual(host) == delay) yield break;
        foreach (var (run, kill) in _kills.Where(kill => kill.OfCrawl).Index())
        {
            if (kill.Left.Hosts.GetValueOrDefault(web.BaseUrls[host].TrimEnd('/'))?.CrawlDelay is not null) continue;
            var pages = entries.Where(entry => Run(entry) == run && !IsRobots(entry)).ToList();
            if (pages.Count > 0) yield return $"host {host} was asked for {pages[0].Path} before its Crawl-delay was committed";
        }
    }
}
