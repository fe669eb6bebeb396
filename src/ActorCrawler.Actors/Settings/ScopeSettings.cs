using System.Collections.Immutable;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Actors.Settings;

/// <summary>What belongs to the crawl. May not change on resume.</summary>
public sealed record ScopeSettings
{
    /// <summary>How far from the start URLs it goes.</summary>
    public required ScopeMode Mode { get; init; }

    /// <summary>When there are any, a URL must match one of them; start URLs need not.</summary>
    public required ImmutableArray<UrlPattern> Include { get; init; }

    /// <summary>A URL that matches one of them is outside, start URLs too.</summary>
    public required ImmutableArray<UrlPattern> Exclude { get; init; }

    /// <summary>The longest that one match may take; positive.</summary>
    public required TimeSpan PatternTimeLimit { get; init; }
}
