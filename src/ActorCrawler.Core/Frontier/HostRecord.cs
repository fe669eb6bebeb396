namespace ActorCrawler.Core.Frontier;

/// <summary>What is stored of a host: its clock, its robots.txt and its counts. Host means scheme, name and port.</summary>
public sealed record HostRecord
{
    /// <summary>The host's number in the job.</summary>
    public required long Id { get; init; }

    /// <summary><c>scheme://name[:port]</c>, the default port left out.</summary>
    public required string Key { get; init; }

    /// <summary>URLs queued under it on disk.</summary>
    public long Queued { get; init; }

    /// <summary>Pages (rows of pages.jsonl) it has given.</summary>
    public long Pages { get; init; }

    /// <summary>End of the last exchange with it.</summary>
    public DateTimeOffset? LastContact { get; init; }

    /// <summary>The wait that was in force then, counted from <see cref="LastContact"/>.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>Crawl-delay of its robots.txt.</summary>
    public TimeSpan? CrawlDelay { get; init; }

    /// <summary>Failures in a row, for back-off.</summary>
    public int Failures { get; init; }

    /// <summary>Smoothed time that it takes to answer.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Its robots.txt, when one is cached.</summary>
    public RobotsRecord? Robots { get; init; }

    /// <summary>Why nothing more is fetched from it (given up, blocked, Crawl-delay too long); null when it is served.</summary>
    public Reason? Closed { get; init; }

    /// <summary>Why it is closed, in words.</summary>
    public string? ClosedDetail { get; init; }

    /// <summary>A limit set by command: seconds between exchanges; null for the settings' own.</summary>
    public TimeSpan? DelayOverride { get; init; }

    /// <summary>A limit set by command: requests at a time; null for the settings' own.</summary>
    public int? PerHostOverride { get; init; }
}
