using ActorCrawler.Core.Http;
using ActorCrawler.Http.Addresses;

namespace ActorCrawler.Actors.Settings;

/// <summary>What the orders for fetches have in common.</summary>
public sealed record OrderSettings
{
    /// <summary>Which network addresses may be connected to.</summary>
    public required AddressPolicy Addresses { get; init; }

    /// <summary>Bytes of body kept, as received; a longer body is cut and marked; above 0.</summary>
    public required long MaxBodyBytes { get; init; }

    /// <summary>How many cookies are kept; null for none.</summary>
    public required CookieLimits? Cookies { get; init; }

    /// <summary>Media types of pages, lower case; an answer of another type is left at its headers. Empty wants all.</summary>
    public required IReadOnlyList<string> WantedTypes { get; init; }
}
