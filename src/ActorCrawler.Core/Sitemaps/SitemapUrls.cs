using System.Text;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Sitemaps;

/// <summary>Turns the text of a sitemap into URLs.</summary>
internal sealed class SitemapUrls(CrawlUrl sitemap, SitemapSettings settings)
{
    private readonly UrlResolver _resolver = new(UrlCanonicalizer.PlainUrls) { MaxInputBytes = settings.MaxUrlBytes };
    private readonly string _folder = sitemap.Href[..(sitemap.Href.AsSpan(0, sitemap.Parts.QueryStart).LastIndexOf('/') + 1)];

    /// <summary>
    /// The URL that a text is: absolute and http(s), serialised without fragment. White space of any kind around it is dropped. A text without
    /// scheme is taken for one when it starts with the sitemap's own host, or with "www.".
    /// </summary>
    public string? Read(ReadOnlySpan<byte> text)
    {
        var url = Encoding.UTF8.GetString(text).Trim().Trim('\uFEFF', '\u200B').Trim();
        if (!HasScheme(url))
        {
            if (!StartsWithHost(url))
                return null;
            url = (sitemap.IsHttps ? "https://" : "http://") + url;
        }
        return _resolver.Resolve(Encoding.UTF8.GetBytes(url)) == UrlError.None ? Encoding.Latin1.GetString(_resolver.Resolved) : null;
    }

    /// <summary>Whether a URL lies below the folder of the sitemap (sitemaps.org, "sitemap file location").</summary>
    public bool IsOwn(string url) => url.StartsWith(_folder, StringComparison.Ordinal);

    private static bool HasScheme(string url) =>
        url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private bool StartsWithHost(string url)
    {
        var end = url.AsSpan().IndexOfAny("/?#:");
        var host = end < 0 ? url : url[..end];
        return host.Equals(sitemap.HostName, StringComparison.OrdinalIgnoreCase)
            || (host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) && host.Length > 6 && !host.AsSpan().ContainsAny(" \t,;"));
    }
}
