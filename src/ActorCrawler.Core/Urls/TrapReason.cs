namespace ActorCrawler.Core.Urls;

/// <summary>Which trap rule a URL ran into.</summary>
public enum TrapReason
{
    /// <summary>None: nothing speaks against the URL.</summary>
    None = 0,

    /// <summary>The URL is longer than <see cref="TrapSettings.MaxUrlLength"/>.</summary>
    UrlLength,

    /// <summary>The path has more segments than <see cref="TrapSettings.MaxPathSegments"/>.</summary>
    PathSegments,

    /// <summary>One segment stands in the path more often than <see cref="TrapSettings.MaxRepeatedSegments"/>: /a/b/a/b/a/b.</summary>
    RepeatedSegments,

    /// <summary>
    /// The query is longer than <see cref="TrapSettings.MaxQueryLength"/> or has more parameters than <see
    /// cref="TrapSettings.MaxParameters"/>.
    /// </summary>
    Query,

    /// <summary>A calendar's page beyond the horizon.</summary>
    Calendar,

    /// <summary>A URL that carries itself, or a session, over and over.</summary>
    Session,
}
