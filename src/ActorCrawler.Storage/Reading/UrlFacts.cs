using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Storage.Reading;

/// <summary>Everything that is stored of a URL.</summary>
public sealed record UrlFacts
{
    /// <summary>Its number; increases in order of discovery.</summary>
    public required long Id { get; init; }

    /// <summary>The canonical URL.</summary>
    public required string Url { get; init; }

    /// <summary>Its host, with clock and robots.txt.</summary>
    public required HostRecord Host { get; init; }

    /// <summary>Where it stands, and by which rule; <see cref="Core.Frontier.Reason.Queued"/> also while it is being fetched.</summary>
    public required Reason Reason { get; init; }

    /// <summary>How it came to be known.</summary>
    public required VisitKind Kind { get; init; }

    /// <summary>Links from the nearest start URL.</summary>
    public required int Depth { get; init; }

    /// <summary>Redirects in a row that led to it.</summary>
    public required int Hops { get; init; }

    /// <summary>Fetches made; for a queued URL those in vain.</summary>
    public required int Attempts { get; init; }

    /// <summary>The page that it was found on, the page which that was found on, and so on; at most <see cref="JobReader.MaxReferrers"/>.</summary>
    public required IReadOnlyList<string> Referrers { get; init; }

    /// <summary>Attempts that were in vain and left it queued.</summary>
    public required IReadOnlyList<AttemptRecord> History { get; init; }

    /// <summary>When a queued URL may be tried again; null for at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>A process that parsed it died: it is parsed alone next time.</summary>
    public bool Suspect { get; init; }

    /// <summary>The rule, robots.txt line or error text that decided; null when there is none.</summary>
    public string? Detail { get; init; }

    /// <summary>HTTP status of the last answer; 0 when there was none.</summary>
    public int Status { get; init; }

    /// <summary>Where a redirect points.</summary>
    public string? RedirectUrl { get; init; }

    /// <summary>The Content-Type as received.</summary>
    public string? ContentType { get; init; }

    /// <summary>Inflated bytes of the body; null when there was none.</summary>
    public long? Size { get; init; }

    /// <summary>Bytes received.</summary>
    public long BytesReceived { get; init; }

    /// <summary>Whether a search engine may index it; null when it is no page.</summary>
    public bool? Indexable { get; init; }

    /// <summary>When the last exchange began; null when nothing was fetched.</summary>
    public DateTimeOffset? FetchedAt { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan? Elapsed { get; init; }

    /// <summary>The answer's ETag.</summary>
    public string? ETag { get; init; }

    /// <summary>The answer's Last-Modified.</summary>
    public string? LastModified { get; init; }

    /// <summary>SHA-256 of the inflated body; empty when it is no page.</summary>
    public ReadOnlyMemory<byte> ContentHash { get; init; }

    /// <summary>Its row of pages.jsonl; null when it is no page.</summary>
    public RowPlace? Page { get; init; }

    /// <summary>Its row of urls.jsonl; null when it has none.</summary>
    public RowPlace? Row { get; init; }

    /// <summary>
    /// What it gave to further outputs. In a compressed output the offset is that of the gzip member that holds it, and the length that of the
    /// uncompressed bytes.
    /// </summary>
    public IReadOnlyList<RowPlace> Places { get; init; } = [];
}
