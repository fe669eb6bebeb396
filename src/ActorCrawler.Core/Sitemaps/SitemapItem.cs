namespace ActorCrawler.Core.Sitemaps;

/// <summary>One URL of a sitemap.</summary>
public readonly record struct SitemapItem
{
    /// <summary>The URL: absolute, http(s), WHATWG-serialised, without fragment.</summary>
    public required string Url { get; init; }

    /// <summary>What it points to.</summary>
    public required SitemapItemKind Kind { get; init; }

    /// <summary>When the page changed last, in UTC; null when that is not said, or not readably.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>The site's own ranking, 0 to 1; null when absent (the protocol means 0.5 then).</summary>
    public double? Priority { get; init; }

    /// <summary>How often the page changes.</summary>
    public ChangeFrequency ChangeFrequency { get; init; }

    /// <summary>The language of an <see cref="SitemapItemKind.Alternate"/>, as given; null otherwise.</summary>
    public string? Language { get; init; }

    /// <summary>How many images the entry lists.</summary>
    public int Images { get; init; }

    /// <summary>How many videos the entry lists.</summary>
    public int Videos { get; init; }

    /// <summary>How many news articles the entry describes.</summary>
    public int News { get; init; }
}
