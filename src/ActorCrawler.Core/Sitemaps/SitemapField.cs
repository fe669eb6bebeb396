namespace ActorCrawler.Core.Sitemaps;

/// <summary>A part of an entry that is told by an element's text.</summary>
internal enum SitemapField : byte
{
    None,
    Url,

    /// <summary>An identifier that may be a URL, for entries without one.</summary>
    Guid,
    Modified,
    Published,
    Priority,
    Frequency,
}
