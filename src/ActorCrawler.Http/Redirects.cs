using System.Text;

namespace ActorCrawler.Http;

/// <summary>Where a redirect leads.</summary>
internal static class Redirects
{
    /// <summary>The Location resolved against the URL it answers, without fragment; null when it is no http(s) URL.</summary>
    /// <param name="url">The URL that was asked for.</param>
    /// <param name="location">The field's value, its bytes taken as Latin-1. Servers write UTF-8 there; what is not UTF-8 is taken as Latin-1.</param>
    public static string? Resolve(string url, string location)
    {
        var text = location;
        if (location.AsSpan().IndexOfAnyInRange('\u0080', '\u00ff') >= 0)
        {
            var bytes = Encoding.Latin1.GetBytes(location);
            if (System.Text.Unicode.Utf8.IsValid(bytes))
                text = Encoding.UTF8.GetString(bytes);
        }
        return Uri.TryCreate(new Uri(url), text, out var target) && target.Scheme is "http" or "https"
            ? target.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped)
            : null;
    }
}
