namespace ActorCrawler.Simulator;

/// <summary>What a crawl would do that the expected answer depends on. The defaults are those of the crawler.</summary>
public sealed record ManifestSettings
{
    /// <summary>Numbers of the hosts whose home pages are the start URLs; null for all.</summary>
    public IReadOnlyList<int>? StartHosts { get; init; }

    /// <summary>Whether other hosts of the web than those of the start URLs are in scope.</summary>
    public bool AllHosts { get; init; }

    /// <summary>Whether robots.txt is obeyed.</summary>
    public bool ObeyRobots { get; init; } = true;

    /// <summary>Whether <c>nofollow</c>, of pages and of links, is obeyed.</summary>
    public bool ObeyNoFollow { get; init; } = true;

    /// <summary>Whether tracking parameters are stripped from URLs.</summary>
    public bool StripTracking { get; init; } = true;

    /// <summary>Whether sitemaps are read; their entries have depth 1.</summary>
    public bool Sitemaps { get; init; } = true;

    /// <summary>Links from the start URLs that are followed; null for all.</summary>
    public int? MaxDepth { get; init; }
}
