using ActorCrawler.Core.Warc;

namespace ActorCrawler.Core.Frontier;

/// <summary>The end of a URL's visit, to be committed with its rows and links in one transaction.</summary>
public sealed record SettledUrl
{
    /// <summary>The URL as it was leased.</summary>
    public required QueuedUrl Url { get; init; }

    /// <summary>What became of it; also gives the state.</summary>
    public required Reason Reason { get; init; }

    /// <summary>HTTP status of the last answer; 0 when there was none.</summary>
    public int Status { get; init; }

    /// <summary>The rule, robots.txt line or error text that decided, for people; capped at 1,000 characters by whoever makes it.</summary>
    public string? Detail { get; init; }

    /// <summary>Where a redirect points, as a URL.</summary>
    public string? RedirectUrl { get; init; }

    /// <summary>The Content-Type as received.</summary>
    public string? ContentType { get; init; }

    /// <summary>Inflated bytes of the body; null when there was none.</summary>
    public long? Size { get; init; }

    /// <summary>Bytes received for it, over all hops of this exchange; counts against the byte budget.</summary>
    public long BytesReceived { get; init; }

    /// <summary>Whether a search engine may index the page (status, robots rules, canonical); null when it is no page.</summary>
    public bool? Indexable { get; init; }

    /// <summary>When the exchange began; null when nothing was fetched.</summary>
    public DateTimeOffset? FetchedAt { get; init; }

    /// <summary>How long the exchange took.</summary>
    public TimeSpan? Elapsed { get; init; }

    /// <summary>The answer's ETag, for a later recrawl.</summary>
    public string? ETag { get; init; }

    /// <summary>The answer's Last-Modified, as received, for a later recrawl.</summary>
    public string? LastModified { get; init; }

    /// <summary>SHA-256 of the inflated body; empty when it is no page.</summary>
    public ReadOnlyMemory<byte> ContentHash { get; init; }

    /// <summary>The fingerprint of its text; 0 for none.</summary>
    public ulong TextFingerprint { get; init; }

    /// <summary>The earlier page that has its content; 0 for none.</summary>
    public long DuplicateOf { get; init; }

    /// <summary>The row of pages.jsonl, newline included; empty when it is no page.</summary>
    public ReadOnlyMemory<byte> PageRow { get; init; }

    /// <summary>Its rows of further outputs; empty when it is no page, or there are none.</summary>
    public IReadOnlyList<OutputRow> Outputs { get; init; } = [];

    /// <summary>The records of its exchange for the archive; null when there is no archive, or nothing was received that belongs into one.</summary>
    public WarcCapture? Capture { get; init; }

    /// <summary>The links found on it, packed as a link block (Core/Pages); empty when there are none.</summary>
    public ReadOnlyMemory<byte> Links { get; init; }

    /// <summary>Links to other hosts that are outside the scope: counted, not stored one by one.</summary>
    public int ExternalLinks { get; init; }
}
