namespace ActorCrawler.Core.Warc;

/// <summary>
/// The records of one exchange, ready to be appended to an archive. Made where the body is, in parallel; whether the body is known already
/// is found out later, where the archive is, and then the response's record is not used but a revisit's made.
/// </summary>
public sealed record WarcCapture
{
    /// <summary>The URL that was asked for.</summary>
    public required string Url { get; init; }

    /// <summary>When the exchange began, in whole milliseconds.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The address that answered; null when it is not known.</summary>
    public required string? Address { get; init; }

    /// <summary>The id of the response's record.</summary>
    public required Guid Id { get; init; }

    /// <summary>The response's record, one gzip member.</summary>
    public required ReadOnlyMemory<byte> Response { get; init; }

    /// <summary>The request's record, one gzip member; it refers to <see cref="Id"/>.</summary>
    public required ReadOnlyMemory<byte> Request { get; init; }

    /// <summary>The response's head as archived, for a revisit.</summary>
    public required ReadOnlyMemory<byte> Head { get; init; }

    /// <summary>How that differs from what was received; null when it does not.</summary>
    public required string? HeadRemark { get; init; }

    /// <summary>SHA-1 of the body, 20 bytes.</summary>
    public required ReadOnlyMemory<byte> PayloadDigest { get; init; }

    /// <summary>Bytes of the body.</summary>
    public required int PayloadLength { get; init; }

    /// <summary>Why the body is not all of it.</summary>
    public required WarcTruncation Truncation { get; init; }

    /// <summary>Memory that it takes.</summary>
    public long Bytes => Response.Length + Request.Length + Head.Length;
}
