using ActorCrawler.Core.Http;
using ActorCrawler.Http.Addresses;

namespace ActorCrawler.Http;

/// <summary>
/// Everything that a fetcher must be told about one exchange. Holds plain values only, so that it can travel to another process.
/// What belongs to the node (time limits, user agent, proxy) is in <see cref="FetchSettings"/>.
/// </summary>
public sealed record FetchOrder
{
    /// <summary>The canonical http(s) URL: ASCII, no fragment, as the URL rules serialise it. It is sent as it stands, never normalised again.</summary>
    public required string Url { get; init; }

    /// <summary>What the fetch is for.</summary>
    public required FetchPurpose Purpose { get; init; }

    /// <summary>The lease it is done under; 0 for none. Comes back with the outcome's order and is not looked at.</summary>
    public long LeaseId { get; init; }

    /// <summary>The lease's fence number. Comes back with the outcome's order and is not looked at.</summary>
    public long Fence { get; init; }

    /// <summary>Redirects in a row that led to this URL; not looked at.</summary>
    public int Hop { get; init; }

    /// <summary>Which network addresses may be connected to.</summary>
    public required AddressPolicy Addresses { get; init; }

    /// <summary>When the exchange must be over at the latest; null leaves it to <see cref="FetchSettings.TotalTimeout"/>, which holds in any case.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>Header fields for this request alone; one with the name of a standard field replaces it.</summary>
    public IReadOnlyList<HeaderField> Headers { get; init; } = [];

    /// <summary>The entity tag of an earlier answer, sent as If-None-Match; null for none.</summary>
    public string? IfNoneMatch { get; init; }

    /// <summary>The Last-Modified of an earlier answer as received, sent as If-Modified-Since; null for none.</summary>
    public string? IfModifiedSince { get; init; }

    /// <summary>
    /// Media types whose bodies are wanted (<c>text/html</c>), lower case; a 2xx answer of another type is left at its headers. Empty wants
    /// all. An answer without a valid Content-Type is wanted: what it is must be found out by looking at it.
    /// </summary>
    public IReadOnlyList<string> WantedTypes { get; init; } = [];

    /// <summary>Bytes of body that are kept, as received (compressed); above 0. A longer body is cut here and marked.</summary>
    public required long MaxBodyBytes { get; init; }
}
