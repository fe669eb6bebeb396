namespace ActorCrawler.Actors.Nodes;

/// <summary>Why a worker node is at its end.</summary>
internal enum WorkerEnd
{
    /// <summary>The crawl is over for good.</summary>
    CrawlEnded,

    /// <summary>It was asked to leave, and has given back all it held.</summary>
    Drained,

    /// <summary>The seed is gone, or has put it out.</summary>
    SeedLost,

    /// <summary>The seed will not have it.</summary>
    Refused,
}
