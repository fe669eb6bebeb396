using ActorCrawler.Core.Warc;

namespace ActorCrawler.Core.Frontier;

/// <summary>What one HTTP exchange came to, in the frontier's terms.</summary>
public sealed record Exchange
{
    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long it took, until the last byte that was read.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>How it ended.</summary>
    public required ExchangeOutcome Outcome { get; init; }

    /// <summary>HTTP status; 0 when there was no answer.</summary>
    public int Status { get; init; }

    /// <summary>Bytes received over the network.</summary>
    public long BytesReceived { get; init; }

    /// <summary>How long the server asks to be left alone (Retry-After, RFC 9110 section 10.2.3); null when it does not.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The network address that the exchange counts against; null when it is not known or nothing is counted.</summary>
    public string? Address { get; init; }

    /// <summary>Content-Type as received.</summary>
    public string? ContentType { get; init; }

    /// <summary>ETag as received.</summary>
    public string? ETag { get; init; }

    /// <summary>Last-Modified as received.</summary>
    public string? LastModified { get; init; }

    /// <summary>Its records for the archive; null when there is none.</summary>
    public WarcCapture? Capture { get; init; }
}
