namespace ActorCrawler.Core.Sitemaps;

/// <summary>Finds the items of a sitemap in its text, one at a time.</summary>
internal abstract class SitemapSource
{
    /// <summary>What the sitemap turned out to be.</summary>
    public SitemapFormat Format { get; protected set; }

    /// <summary>The URL of the item at hand, as text.</summary>
    public abstract ReadOnlySpan<byte> Url { get; }

    /// <summary>The rest of the item at hand; its URL is not set.</summary>
    public SitemapItem Item { get; protected set; }

    /// <summary>Goes to the next item; false at the end.</summary>
    public abstract bool Read();
}
