namespace ActorCrawler.Core.Sitemaps;

/// <summary>What a sitemap is written in.</summary>
public enum SitemapFormat : byte
{
    /// <summary>Nothing that is known: it holds no items.</summary>
    Unknown,

    /// <summary>The XML protocol's list of pages.</summary>
    UrlSet,

    /// <summary>The XML protocol's list of sitemaps.</summary>
    Index,

    /// <summary>RSS 0.9x, 1.0 or 2.0.</summary>
    Rss,

    /// <summary>Atom.</summary>
    Atom,

    /// <summary>One URL a line.</summary>
    Text,
}
