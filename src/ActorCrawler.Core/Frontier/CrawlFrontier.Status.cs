using System.Globalization;

namespace ActorCrawler.Core.Frontier;

/// <summary>Telling people how the crawl stands.</summary>
public sealed partial class CrawlFrontier
{
    /// <summary>How the crawl stands. Takes time in the number of active hosts; not for the hot path.</summary>
    public FrontierStatus Status(DateTimeOffset now) =>
        new(_ledger, _pages, _fetching, _parsing, Uncommitted, _bytesHeld + _capturesHeld, _hosts.Count, _ready.Ready, _leases.Values.Count(l => l.Lease.Visit is not null) + Uncommitted, _paused, LimitText(now));

    private string LimitText(DateTimeOffset now)
    {
        if (_blocked is { } blocked) return blocked;
        if (_paused) return "paused";
        if (_stopping) return "stopping: finishing what is in flight";
        if (OutOfBudget(now)) return "budget used up: finishing what is in flight";
        if (OutOfPages) return "page budget: the last pages are in flight";
        if (_fetching >= _settings.Concurrency) return Invariant($"concurrency ({_settings.Concurrency} in flight)");
        if (_capturesHeld >= _settings.MaxBytesHeld) return Invariant($"disk ({_capturesHeld >> 20} MiB of archive records waiting to be committed)");
        if (_bytesHeld + _capturesHeld >= _settings.MaxBytesHeld) return Invariant($"parsers ({_bytesHeld >> 20} MiB of bodies waiting)");
        if (_leases.Count + Uncommitted >= _settings.MaxUncommitted)
            return _parsing > Uncommitted ? Invariant($"parsers ({_parsing} bodies waiting)") : Invariant($"disk ({Uncommitted} pages waiting to be committed)");
        var waiting = _hosts.Values.Where(h => h.Window.Count > 0 && h.Closed is null).ToList();
        if (waiting.Count == 0) return "waiting for answers";
        var delays = waiting.Select(h => h.Clock.Delay).Order().ToList();
        // What most of them keep is what the speed hangs on; one that is much slower than that hardly does.
        var (usual, longest) = (delays[(delays.Count - 1) / 2], delays[^1]);
        var hosts = waiting.Count == 1 ? "1 host" : Invariant($"{waiting.Count} hosts");
        if (waiting.All(h => h.Robots is null && !_politeness.IgnoreRobots)) return hosts + ", waiting for robots.txt";
        if (usual > TimeSpan.Zero && longest > 2 * usual) return Invariant($"{hosts}, {usual.TotalSeconds:0.###} s delay (the longest {longest.TotalSeconds:0.###} s)");
        return usual > TimeSpan.Zero
            ? Invariant($"{hosts}, {usual.TotalSeconds:0.###} s delay")
            : Invariant($"{hosts}, {waiting.Max(h => h.Clock.Slots)} at a time");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
