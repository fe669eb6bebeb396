namespace ActorCrawler.Http;

/// <summary>What a fetch is for. The numbers travel between processes: extend, never renumber.</summary>
public enum FetchPurpose : byte
{
    /// <summary>A page of the crawl.</summary>
    Page = 0,

    /// <summary>A robots.txt.</summary>
    Robots = 1,

    /// <summary>A sitemap or sitemap index.</summary>
    Sitemap = 2,

    /// <summary>A person or a command asks; nothing is stored.</summary>
    Probe = 3,
}
