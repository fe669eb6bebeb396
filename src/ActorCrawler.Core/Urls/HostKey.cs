using System.Diagnostics.CodeAnalysis;

namespace ActorCrawler.Core.Urls;

/// <summary>
/// A host as politeness sees it: scheme, name and port. What has a clock, a queue or a robots.txt of its own is a host in this sense.
/// </summary>
/// <param name="Origin">
/// The serialised origin, <c>scheme://name[:port]</c>; the port is left out when it is the scheme's default. Take it from a
/// <see cref="CrawlUrl"/> or <see cref="TryParse"/>, which bring it into its one form.
/// </param>
public readonly record struct HostKey(string Origin) : IComparable<HostKey>
{
    /// <summary>Whether the scheme is https.</summary>
    public bool IsHttps => Origin.StartsWith("https:", StringComparison.Ordinal);

    /// <summary><c>http</c> or <c>https</c>.</summary>
    public string Scheme => IsHttps ? "https" : "http";

    /// <summary>The host name in ASCII form, or an IP address; IPv6 addresses keep their brackets.</summary>
    public string Name => Origin[NameStart..NameEnd];

    /// <summary>The effective port, 0 to 65535.</summary>
    public int Port => NameEnd == Origin.Length
        ? IsHttps ? 443 : 80
        : int.Parse(Origin.AsSpan(NameEnd + 1), System.Globalization.CultureInfo.InvariantCulture);

    private int NameStart => IsHttps ? 8 : 7;

    private int NameEnd
    {
        get
        {
            var colon = Origin.LastIndexOf(':');
            return colon < NameStart || Origin[^1] == ']' ? Origin.Length : colon;
        }
    }

    /// <summary>Reads an origin or the origin of a URL: <c>https://example.org</c>, <c>http://example.org:8080/path</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out HostKey host)
    {
        host = default;
        if (text is null || !CrawlUrl.TryParse(text, null, UrlCanonicalizer.PlainUrls, out var url, out _))
            return false;
        host = url.Host;
        return true;
    }

    /// <summary>Ordinal order of the origins.</summary>
    public int CompareTo(HostKey other) => string.CompareOrdinal(Origin, other.Origin);

    /// <summary>The origin.</summary>
    public override string ToString() => Origin;
}
