using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Pages;

/// <summary>What one fetch brought, as the parser needs it.</summary>
public readonly record struct PageInput
{
    /// <summary>The page's canonical URL.</summary>
    public required CrawlUrl Url { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>Links from the nearest start URL.</summary>
    public required int Depth { get; init; }

    /// <summary>The URL of the page that it was found on; null for none.</summary>
    public string? Referrer { get; init; }

    /// <summary>When the exchange began.</summary>
    public required DateTimeOffset FetchedAt { get; init; }

    /// <summary>How long the exchange took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The values of the Content-Type lines, in their order.</summary>
    public required IReadOnlyList<string> ContentType { get; init; }

    /// <summary>The values of the Content-Encoding lines, in their order.</summary>
    public required IReadOnlyList<string> ContentEncoding { get; init; }

    /// <summary>The values of the X-Robots-Tag lines, in their order.</summary>
    public required IReadOnlyList<string> XRobotsTag { get; init; }

    /// <summary>The values of the Link lines, in their order; a canonical URL may stand there.</summary>
    public required IReadOnlyList<string> Link { get; init; }

    /// <summary>The body as received, still compressed. Read only during the call.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Whether the body was cut at its cap. What is there is parsed all the same.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>An answer as input.</summary>
    /// <param name="url">The page's canonical URL.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="field">The values of the header lines of a name, in whatever case, in their order.</param>
    /// <param name="body">The body as received.</param>
    /// <param name="fetchedAt">When the exchange began.</param>
    /// <param name="elapsed">How long it took.</param>
    public static PageInput Of(
        CrawlUrl url, int status, Func<string, IReadOnlyList<string>> field, ReadOnlyMemory<byte> body, DateTimeOffset fetchedAt, TimeSpan elapsed) => new()
        {
            Url = url,
            Status = status,
            Depth = 0,
            FetchedAt = fetchedAt,
            Elapsed = elapsed,
            ContentType = field("Content-Type"),
            ContentEncoding = field("Content-Encoding"),
            XRobotsTag = field("X-Robots-Tag"),
            Link = field("Link"),
            Body = body,
        };
}
