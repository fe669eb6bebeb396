namespace ActorCrawler.Core.Sitemaps;

/// <summary>Limits and strictness of reading sitemaps.</summary>
public sealed record SitemapSettings
{
    /// <summary>URLs taken of one sitemap at most (the protocol allows 50,000); alternates have as many of their own. What is over is counted.</summary>
    public required int MaxUrls { get; init; }

    /// <summary>Bytes read of one sitemap at most, its compression undone (the protocol allows 50 MB); the rest is cut off.</summary>
    public required long MaxBytes { get; init; }

    /// <summary>Bytes of one URL at most; a longer one is unusable. The protocol allows 2,048 characters.</summary>
    public required int MaxUrlBytes { get; init; }

    /// <summary>Whether only pages below the sitemap's own folder count, as the protocol has it for sitemaps that robots.txt does not vouch for.</summary>
    public bool OnlyOwnLocation { get; init; }

    /// <summary>Whether XML sitemaps must be in the protocol's namespace. Many in use are not.</summary>
    public bool OnlyKnownNamespace { get; init; }
}
