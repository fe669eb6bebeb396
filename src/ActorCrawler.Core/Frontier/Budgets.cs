namespace ActorCrawler.Core.Frontier;

/// <summary>How much a crawl may take. Null means no limit. All of them may change on resume.</summary>
public sealed record Budgets
{
    /// <summary>Rows of pages.jsonl, exact, over all runs of the job; at least 0.</summary>
    public required long? MaxPages { get; init; }

    /// <summary>Rows of pages.jsonl from one host (scheme, name, port), exact; at least 0.</summary>
    public required long? MaxPagesPerHost { get; init; }

    /// <summary>Links from the nearest start URL; 0 fetches the start URLs alone. What lies deeper is excluded, and revived when a shorter path is found.</summary>
    public required int? MaxDepth { get; init; }

    /// <summary>Running time of one run, counted from its first dispatch; above zero. At the limit dispatch stops, and what is in flight is finished.</summary>
    public required TimeSpan? MaxTime { get; init; }

    /// <summary>Bytes received over the network, over all runs of the job; at least 0. At the limit dispatch stops, and what is in flight is finished.</summary>
    public required long? MaxBytes { get; init; }
}
