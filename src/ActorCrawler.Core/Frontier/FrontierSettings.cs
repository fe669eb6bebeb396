using System.Collections.Immutable;

namespace ActorCrawler.Core.Frontier;

/// <summary>The sizes of the frontier, and what it does about failures. Memory follows these numbers, not the size of the crawl.</summary>
public sealed record FrontierSettings
{
    /// <summary>Fetches in flight over all hosts; at least 1.</summary>
    public required int Concurrency { get; init; }

    /// <summary>URLs of one host loaded from disk at a time; at least 1.</summary>
    public required int WindowSize { get; init; }

    /// <summary>Hosts kept in memory at a time; the others wait on disk; at least 1.</summary>
    public required int MaxActiveHosts { get; init; }

    /// <summary>Bytes of bodies held between fetch and commit; at the limit dispatch waits; above 0.</summary>
    public required long MaxBytesHeld { get; init; }

    /// <summary>Visits between lease and commit; at the limit dispatch waits; at least <see cref="Concurrency"/>.</summary>
    public required int MaxUncommitted { get; init; }

    /// <summary>Further attempts after one that may heal (no connection, time limit, 5xx, 429); at least 0.</summary>
    public required int Retries { get; init; }

    /// <summary>Wait before the first further attempt, doubled for each one and jittered; above zero.</summary>
    public required TimeSpan RetryBackoffBase { get; init; }

    /// <summary>The wait before a further attempt grows no longer than this; at least <see cref="RetryBackoffBase"/>.</summary>
    public required TimeSpan RetryBackoffMax { get; init; }

    /// <summary>The longest wait that an attempt after so many (at least 1) can be told to wait.</summary>
    public TimeSpan LongestRetryWait(int attempts) => Backoff.Wait(RetryBackoffBase, RetryBackoffMax, attempts, jitter: 1);

    /// <summary>Redirects in a row that are followed; 0 to 50.</summary>
    public required int MaxRedirects { get; init; }

    /// <summary>Whether the links of a page with an earlier page's content are followed.</summary>
    public required bool FollowDuplicates { get; init; }

    /// <summary>Whether sitemaps named in robots.txt are read for URLs.</summary>
    public required bool Sitemaps { get; init; }

    /// <summary>Paths, each with its leading slash, of the sitemaps read on hosts whose robots.txt names none; none: no sitemap is guessed.</summary>
    public required ImmutableArray<string> SitemapPaths { get; init; }

    /// <summary>Sitemaps read per host, indexes counted too; at least 1.</summary>
    public required int MaxSitemapsPerHost { get; init; }

    /// <summary>How long a lease lasts beyond the total deadline of its fetch before it is taken back; above zero.</summary>
    public required TimeSpan LeaseGrace { get; init; }
}
