namespace ActorCrawler.Core.Sitemaps;

/// <summary>What an item of a sitemap points to.</summary>
public enum SitemapItemKind : byte
{
    /// <summary>A page.</summary>
    Page,

    /// <summary>Another sitemap.</summary>
    Sitemap,

    /// <summary>A page in another language (<c>xhtml:link rel=alternate</c>) of the page listed beside it.</summary>
    Alternate,
}
