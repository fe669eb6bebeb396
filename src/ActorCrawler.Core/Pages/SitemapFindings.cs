namespace ActorCrawler.Core.Pages;

/// <summary>What a sitemap came to.</summary>
public sealed record SitemapFindings
{
    /// <summary>Its entries as a packed link block; empty when there are none.</summary>
    public required ReadOnlyMemory<byte> Entries { get; init; }

    /// <summary>Sitemaps that it names, absolute; only an index names any.</summary>
    public required IReadOnlyList<string> Sitemaps { get; init; }

    /// <summary>Entries outside the scope.</summary>
    public required int ExternalLinks { get; init; }

    /// <summary>Inflated bytes.</summary>
    public required long Size { get; init; }

    /// <summary>What is wrong with it, for people; null when nothing is. What could be read is taken all the same.</summary>
    public string? Remark { get; init; }

    /// <summary>Why nothing of it could be read; null when something could.</summary>
    public string? Failure { get; init; }
}
