using ActorCrawler.Actors;
using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Cli.Tests.Support;

/// <summary>Progress for tests.</summary>
internal static class Reports
{
    public static CrawlProgress Progress(TimeSpan elapsed) => new()
    {
        Elapsed = elapsed,
        Pages = 1234,
        PagesPerSecond = 28.34,
        BytesReceived = 14_200_000,
        Queued = 56_789,
        InFlight = 12,
        Parsing = 2,
        HostsActive = 3,
        Errors = 1,
        Limit = "1 host, 1 s delay",
        BudgetUsed = null,
        Remaining = null,
        Stopping = false,
        Ledger = Ledger.Empty,
    };
}
