namespace ActorCrawler.Core.Frontier;

/// <summary>How a host is treated. Host means scheme, name and port; every exchange counts: robots.txt, sitemaps, redirects and retries too.</summary>
public sealed record PolitenessSettings
{
    /// <summary>Wait from the end of one exchange to the start of the next; at least zero. Zero also turns the latency factor off, never Crawl-delay.</summary>
    public required TimeSpan Delay { get; init; }

    /// <summary>Exchanges with one host at a time; at least 1.</summary>
    public required int PerHost { get; init; }

    /// <summary>Exchanges with one network address at a time; 0 for no limit. Limits concurrency, never delay.</summary>
    public required int PerAddress { get; init; }

    /// <summary>The wait is at least this times the host's recent latency; at least 0, 0 is off. See <see cref="AppliedLatencyFactor"/>.</summary>
    public required double LatencyFactor { get; init; }

    /// <summary>The latency factor asks for no longer wait than this; at least zero.</summary>
    public required TimeSpan MaxLatencyDelay { get; init; }

    /// <summary>A Crawl-delay above this excludes the host, with its reason: it is never crawled faster than it asks; above zero.</summary>
    public required TimeSpan MaxCrawlDelay { get; init; }

    /// <summary>A wait (Retry-After, back-off) above this fails the host's URLs, with its reason; above zero.</summary>
    public required TimeSpan MaxWait { get; init; }

    /// <summary>First wait after a host's failure (429, 503, no connection); doubled for each one in a row; above zero.</summary>
    public required TimeSpan BackoffBase { get; init; }

    /// <summary>The wait after failures grows no further than this; at least <see cref="BackoffBase"/>.</summary>
    public required TimeSpan BackoffMax { get; init; }

    /// <summary>Failures in a row after which a host is given up, with its reason; at least 0, 0 is never.</summary>
    public required int DeadHostFailures { get; init; }

    /// <summary>Whether robots.txt is neither fetched nor obeyed. Logged when on.</summary>
    public required bool IgnoreRobots { get; init; }

    /// <summary>The name by which robots.txt groups are chosen (RFC 9309 section 2.2.1); letters, <c>-</c> and <c>_</c>, not empty.</summary>
    public required string RobotsProductToken { get; init; }

    /// <summary>How long a robots.txt is used before it is fetched again (RFC 9309 section 2.4: no more than 24 hours); above zero.</summary>
    public required TimeSpan RobotsCache { get; init; }

    /// <summary>How long a host whose robots.txt cannot be had waits before the next attempt at it; above zero.</summary>
    public required TimeSpan RobotsRetry { get; init; }

    /// <summary>A host whose robots.txt answers 5xx, or not at all, for this long is given up (RFC 9309 section 2.3.1.4); at least zero.</summary>
    public required TimeSpan RobotsUnreachableLimit { get; init; }

    /// <summary>Redirects in a row followed for robots.txt (RFC 9309 section 2.3.1.2: at least 5); 0 to 20.</summary>
    public required int RobotsMaxRedirects { get; init; }

    /// <summary>Bytes of robots.txt that are read, the rest is ignored (RFC 9309 section 2.5: at least 500 KiB).</summary>
    public required int RobotsMaxBytes { get; init; }

    /// <summary>The latency factor in force: off when <see cref="Delay"/> is zero.</summary>
    public double AppliedLatencyFactor => Delay == TimeSpan.Zero ? 0 : LatencyFactor;
}
