namespace ActorCrawler.Actors;

/// <summary>How a run of a crawl ended.</summary>
public enum CrawlOutcome
{
    /// <summary>Every URL that the rules allow was fetched or given up.</summary>
    Finished,

    /// <summary>A budget stopped it; a higher one goes on.</summary>
    BudgetReached,

    /// <summary>It was asked to stop, and did so cleanly; the job can be resumed.</summary>
    Stopped,

    /// <summary>It ended, and not one page was ever fetched: <see cref="CrawlSummary.StartUrls"/> tells why.</summary>
    NothingFetched,

    /// <summary>It cannot go on (storage failed, an invariant broke); what was committed is safe.</summary>
    Failed,
}
