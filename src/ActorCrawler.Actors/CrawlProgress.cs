using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Actors;

/// <summary>Where a running crawl stands. Made once per interval, never per page.</summary>
public sealed record CrawlProgress
{
    /// <summary>Since this run began.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Rows of pages.jsonl, over all runs of the job.</summary>
    public required long Pages { get; init; }

    /// <summary>Pages per second, smoothed over the last seconds.</summary>
    public required double PagesPerSecond { get; init; }

    /// <summary>Bytes received over the network in this run.</summary>
    public required long BytesReceived { get; init; }

    /// <summary>URLs waiting, on disk and in memory, without those in flight.</summary>
    public required long Queued { get; init; }

    /// <summary>URLs being fetched or parsed, or on their way to the files: queued on disk until they are committed.</summary>
    public int Leased { get; init; }

    /// <summary>Whether it was told to pause.</summary>
    public bool Paused { get; init; }

    /// <summary>Fetches under way.</summary>
    public required int InFlight { get; init; }

    /// <summary>Pages fetched and not yet committed: at the parsers or on their way to the files.</summary>
    public required int Parsing { get; init; }

    /// <summary>Hosts with URLs waiting or in flight.</summary>
    public required int HostsActive { get; init; }

    /// <summary>Failed URLs, over all runs of the job.</summary>
    public required long Errors { get; init; }

    /// <summary>What limits the speed, for people: <c>1 host, 1 s delay</c>; empty when nothing is known to.</summary>
    public required string Limit { get; init; }

    /// <summary>How much of the nearest budget is used, 0 to 1; null when no budget is set.</summary>
    public required double? BudgetUsed { get; init; }

    /// <summary>Time until the nearest budget is reached at the present rate; null when no budget is set or the rate is unknown.</summary>
    public required TimeSpan? Remaining { get; init; }

    /// <summary>Whether it is stopping: nothing new is fetched, what is in flight is finished.</summary>
    public required bool Stopping { get; init; }

    /// <summary>The books of the job as last committed.</summary>
    public required Ledger Ledger { get; init; }
}
