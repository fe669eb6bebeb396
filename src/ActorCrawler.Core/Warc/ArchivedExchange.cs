namespace ActorCrawler.Core.Warc;

/// <summary>One exchange, as it goes into an archive.</summary>
public readonly record struct ArchivedExchange
{
    /// <summary>The URL that was asked for.</summary>
    public required string Url { get; init; }

    /// <summary>When the exchange began.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The address that answered; null when it is not known, as behind a proxy.</summary>
    public required string? Address { get; init; }

    /// <summary>The request's head, with the blank line that ends it.</summary>
    public required ReadOnlyMemory<byte> RequestHead { get; init; }

    /// <summary>Whether that was put together afterwards, not seen on the connection.</summary>
    public required bool RequestIsRebuilt { get; init; }

    /// <summary>The response's head, with the blank line that ends it.</summary>
    public required ReadOnlyMemory<byte> ResponseHead { get; init; }

    /// <summary>Whether that was put together from what HTTP/2 tells, not seen on the connection.</summary>
    public required bool ResponseIsRebuilt { get; init; }

    /// <summary>The body: chunked framing removed, content codings still on.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Why the body is not all of it.</summary>
    public WarcTruncation Truncation { get; init; }
}
