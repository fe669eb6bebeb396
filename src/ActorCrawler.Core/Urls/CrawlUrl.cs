using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ActorCrawler.Core.Urls;

/// <summary>
/// An absolute http(s) URL in canonical form: WHATWG-serialised, without fragment, after the rules of a <see cref="UrlCanonicalizer"/>.
/// Two are
/// equal when their <see cref="Href"/> is. ASCII throughout. Immutable.
/// </summary>
public sealed class CrawlUrl : IEquatable<CrawlUrl>, IComparable<CrawlUrl>
{
    private readonly UrlParts _parts;
    private string? _origin;

    private CrawlUrl(string href, in UrlParts parts)
    {
        Href = href;
        _parts = parts;
    }

    /// <summary>The whole URL.</summary>
    public string Href { get; }

    /// <summary>Where its components stand.</summary>
    public UrlParts Parts => _parts;

    /// <summary>Whether the scheme is https.</summary>
    public bool IsHttps => _parts.IsHttps;

    /// <summary>The effective port, 0 to 65535.</summary>
    public int Port => _parts.Port;

    /// <summary>Scheme, name and port.</summary>
    public HostKey Host => new(_origin ??= MakeOrigin());

    /// <summary>The host name in ASCII form, or an IP address; IPv6 addresses keep their brackets.</summary>
    public string HostName => _parts.Host<char>(Href).ToString();

    /// <summary>Path and query: what goes into a request line and what robots.txt rules match; starts with a slash.</summary>
    public string PathAndQuery => _parts.PathAndQuery<char>(Href).ToString();

    /// <summary>
    /// Parses a text, resolves it against <paramref name="baseUrl"/> where there is one, and canonicalises it.
    /// </summary>
    /// <param name="text">An absolute URL, or with a base any reference.</param>
    /// <param name="baseUrl">The page that the text stands on, or null.</param>
    /// <param name="canonicalizer">The crawl's rules.</param>
    /// <param name="url">The canonical URL.</param>
    /// <param name="error">Why there is none.</param>
    public static bool TryParse(
        string text, CrawlUrl? baseUrl, UrlCanonicalizer canonicalizer, [NotNullWhen(true)] out CrawlUrl? url, out UrlError error) =>
        TryParse(text, baseUrl, canonicalizer, out url, out error, out _);

    /// <summary>As the shorter form; also tells which rules changed the URL.</summary>
    public static bool TryParse(
        string text, CrawlUrl? baseUrl, UrlCanonicalizer canonicalizer, [NotNullWhen(true)] out CrawlUrl? url, out UrlError error,
        out CanonicalizationRules applied)
    {
        url = null;
        error = UrlScratch.OfThread.Parse(text, baseUrl, canonicalizer, out var canonical, out var parts, out applied);
        if (error != UrlError.None)
            return false;
        // A text that is canonical already, as those from storage and from other processes are, is not made again.
        var isSame = text.Length == canonical.Length && Ascii.Equals(canonical, text);
        url = new CrawlUrl(isSame ? text : Encoding.Latin1.GetString(canonical), parts);
        return true;
    }

    /// <summary>Takes a URL that is already canonical, such as one from storage or the wire, without canonicalising it again.</summary>
    /// <param name="href">What <see cref="Href"/> gave.</param>
    /// <exception cref="FormatException">The text is no serialised http(s) URL, or has a fragment.</exception>
    public static CrawlUrl FromCanonical(string href)
    {
        if (!TryParse(href, null, UrlCanonicalizer.PlainUrls, out var url, out var error) || url.Href != href)
            throw new FormatException($"<{href}> is no canonical URL: {(url is null ? error.Explain() : $"it should read <{url.Href}>")}");
        return url;
    }

    /// <summary>Takes the canonical URL that a <see cref="UrlResolver"/> holds.</summary>
    /// <param name="href">A canonical URL, ASCII.</param>
    /// <param name="parts">Its parts.</param>
    public static CrawlUrl FromCanonical(ReadOnlySpan<byte> href, in UrlParts parts) => new(Encoding.Latin1.GetString(href), parts);

    /// <inheritdoc/>
    public bool Equals(CrawlUrl? other) => other is not null && Href == other.Href;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CrawlUrl);

    /// <inheritdoc/>
    public override int GetHashCode() => Href.GetHashCode(StringComparison.Ordinal);

    /// <summary>Ordinal order of the texts.</summary>
    public int CompareTo(CrawlUrl? other) => string.CompareOrdinal(Href, other?.Href);

    /// <summary>The whole URL.</summary>
    public override string ToString() => Href;

    private string MakeOrigin() => _parts.HasCredentials
        ? string.Concat(Href.AsSpan(0, _parts.AuthorityStart), _parts.HostAndPort<char>(Href))
        : Href[.._parts.PathStart];
}
