namespace ActorCrawler.Core.Frontier;

/// <summary>When a batch is committed: as soon as one of these is reached, or earlier when its links are all that the crawl waits for.</summary>
public sealed record CommitPace
{
    /// <summary>Age of the batch; above zero.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>Visits in it; at least 1.</summary>
    public required int Visits { get; init; }

    /// <summary>Bytes of rows and links in it; above 0.</summary>
    public required long Bytes { get; init; }
}
