using ActorCrawler.Actors.Coordination;
using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Actors;

/// <summary>Turns the coordinator's status into progress for people: rates, budgets, time left.</summary>
internal sealed class ProgressMeter(Budgets budgets, long pagesBefore, long bytesBefore)
{
    /// <summary>The rate is smoothed over about this long.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(5);

    private TimeSpan _last;
    private long _pages = pagesBefore;
    private double _rate;

    /// <summary>The progress at a moment; to be called in order of time.</summary>
    public CrawlProgress Measure(CrawlProtocol.Status status)
    {
        var frontier = status.Frontier;
        var passed = status.Elapsed - _last;
        if (passed > TimeSpan.Zero)
        {
            var now = (frontier.Pages - _pages) / passed.TotalSeconds;
            var weight = _last == TimeSpan.Zero ? 1 : 1 - Math.Exp(-passed / Memory);
            _rate += (now - _rate) * weight;
            (_last, _pages) = (status.Elapsed, frontier.Pages);
        }

        var bytes = frontier.Ledger.BytesReceived;
        var (used, remaining) = Nearest(status, bytes);
        return new CrawlProgress
        {
            Elapsed = status.Elapsed,
            Pages = frontier.Pages,
            PagesPerSecond = _rate,
            BytesReceived = bytes - bytesBefore,
            Queued = Math.Max(0, frontier.Ledger[Reason.Queued] - frontier.Leased),
            Leased = frontier.Leased,
            Paused = frontier.Paused,
            InFlight = frontier.Fetching,
            Parsing = frontier.Parsing + frontier.Uncommitted,
            HostsActive = frontier.ActiveHosts,
            Errors = frontier.Ledger[UrlState.Failed],
            Limit = frontier.Limit,
            BudgetUsed = used,
            Remaining = remaining,
            Stopping = status.Stopping,
            Ledger = frontier.Ledger,
        };
    }

    private (double? Used, TimeSpan? Remaining) Nearest(CrawlProtocol.Status status, long bytes)
    {
        (double? Used, TimeSpan? Remaining) nearest = (null, null);
        void Consider(double used, TimeSpan? remaining)
        {
            if (nearest.Used is null || used > nearest.Used) nearest = (Math.Min(used, 1), remaining);
        }

        var pages = status.Frontier.Pages;
        if (budgets.MaxPages is > 0 and var maxPages)
            Consider((double)pages / maxPages, _rate > 0 ? TimeSpan.FromSeconds(Math.Max(0, maxPages - pages) / _rate) : null);
        if (budgets.MaxTime is { } time)
            Consider(status.Elapsed / time, time > status.Elapsed ? time - status.Elapsed : TimeSpan.Zero);
        if (budgets.MaxBytes is > 0 and var maxBytes && bytes > bytesBefore)
        {
            var rate = (bytes - bytesBefore) / Math.Max(status.Elapsed.TotalSeconds, 0.001);
            Consider((double)bytes / maxBytes, TimeSpan.FromSeconds(Math.Max(0, maxBytes - bytes) / rate));
        }

        return nearest;
    }
}
