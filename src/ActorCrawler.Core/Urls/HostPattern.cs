using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ActorCrawler.Core.Urls;

/// <summary>
/// Hosts as people name them: <c>example.org</c> is every host of that name, <c>example.org:8080</c> those at that port,
/// <c>https://example.org</c> that one alone.
/// </summary>
public sealed class HostPattern
{
    private readonly HostKey _key;
    private readonly bool _anyScheme;
    private readonly bool _anyPort;

    private HostPattern(string text, HostKey key, bool anyScheme, bool anyPort)
    {
        Text = text;
        _key = key;
        _anyScheme = anyScheme;
        _anyPort = anyPort;
    }

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>The hosts (<c>scheme://name[:port]</c>) that are meant even before anything is known of them.</summary>
    public IReadOnlyList<string> Keys { get; private init; } = [];

    /// <summary>What the keys of further hosts that may be meant begin with.</summary>
    public IReadOnlyList<string> Prefixes => _anyPort ? [.. Keys.Select(key => key + ":")] : [];

    /// <summary>Reads a name, a name with a port, or the origin of a host; nothing may stand behind it but a slash.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out HostPattern? pattern)
    {
        pattern = null;
        text = text.Trim();
        var anyScheme = !text.Contains("://", StringComparison.Ordinal);
        var full = anyScheme ? "http://" + text : text;
        if (!CrawlUrl.TryParse(full, null, UrlCanonicalizer.PlainUrls, out var url, out _) || url.PathAndQuery != "/" || full.AsSpan().IndexOfAny("@?#\\") >= 0) return false;
        var port = anyScheme ? PortOf(text.TrimEnd('/')) : null;
        if (anyScheme && port is null && text.TrimEnd('/').EndsWith(':')) return false;
        pattern = new HostPattern(text, url.Host, anyScheme, anyPort: anyScheme && port is null)
        {
            Keys = anyScheme ? [KeyOf("http", url.HostName, port), KeyOf("https", url.HostName, port)] : [url.Host.Origin],
        };
        return true;
    }

    /// <summary>Whether a host is meant.</summary>
    /// <param name="key"><c>scheme://name[:port]</c>.</param>
    public bool Matches(string key)
    {
        var host = new HostKey(key);
        return (_anyScheme || host.IsHttps == _key.IsHttps) && host.Name == _key.Name && (_anyPort || Keys.Contains(key));
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static string KeyOf(string scheme, string name, int? port) =>
        port is null || port == (scheme == "http" ? 80 : 443) ? $"{scheme}://{name}" : string.Create(CultureInfo.InvariantCulture, $"{scheme}://{name}:{port}");

    private static int? PortOf(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > text.LastIndexOf(']') && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : null;
    }
}
