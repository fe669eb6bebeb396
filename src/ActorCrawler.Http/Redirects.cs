using System.Text;
using System.Text.Unicode;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Http;

/// <summary>Where a redirect leads.</summary>
internal static class Redirects
{
    /// <summary>The Location resolved against the URL it answers, serialised, without fragment; null when it is no http(s) URL.</summary>
    /// <param name="url">The URL that was asked for.</param>
    /// <param name="location">The field's value, its bytes taken as Latin-1. Servers write UTF-8 there; what is not UTF-8 stays Latin-1.</param>
    public static string? Resolve(string url, string location)
    {
        var text = location;
        if (location.AsSpan().IndexOfAnyInRange('\u0080', '\u00ff') >= 0)
        {
            var bytes = Encoding.Latin1.GetBytes(location);
            if (Utf8.IsValid(bytes))
                text = Encoding.UTF8.GetString(bytes);
        }
        return CrawlUrl.TryParse(url, null, UrlCanonicalizer.PlainUrls, out var from, out _)
            && CrawlUrl.TryParse(text, from, UrlCanonicalizer.PlainUrls, out var target, out _)
            ? target.Href
            : null;
    }
}
