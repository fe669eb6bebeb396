namespace ActorCrawler.Core.Urls;

/// <summary>
/// Where the components of a serialised http(s) URL stand, so that nobody parses it again. The offsets hold for its bytes and, because a
/// serialised URL is ASCII, for its characters too.
/// </summary>
/// <param name="IsHttps">The scheme is https, else http.</param>
/// <param name="Port">The effective port, 0 to 65535: the one written, else 80 or 443.</param>
/// <param name="HostStart">Offset of the host, behind the credentials where there are any.</param>
/// <param name="HostEnd">Offset behind the host.</param>
/// <param name="PathStart">Offset of the path's first slash, behind <c>:port</c> where there is one.</param>
/// <param name="QueryStart">Offset of the question mark; equal to <paramref name="FragmentStart"/> when there is no query.</param>
/// <param name="FragmentStart">Offset of the number sign; equal to <paramref name="Length"/> when there is no fragment.</param>
/// <param name="Length">Length of the whole URL.</param>
public readonly record struct UrlParts(
    bool IsHttps, int Port, int HostStart, int HostEnd, int PathStart, int QueryStart, int FragmentStart, int Length)
{
    /// <summary>Offset behind <c>scheme://</c>.</summary>
    public int AuthorityStart => IsHttps ? 8 : 7;

    /// <summary>Whether a user name or password stands before the host.</summary>
    public bool HasCredentials => HostStart != AuthorityStart;

    /// <summary>Whether the port is written, that is, not the scheme's default.</summary>
    public bool HasPort => PathStart != HostEnd;

    /// <summary>Whether there is a query, be it an empty one.</summary>
    public bool HasQuery => QueryStart != FragmentStart;

    /// <summary>Whether there is a fragment, be it an empty one.</summary>
    public bool HasFragment => FragmentStart != Length;

    /// <summary><c>http</c> or <c>https</c>.</summary>
    public ReadOnlySpan<T> Scheme<T>(ReadOnlySpan<T> url) => url[..(IsHttps ? 5 : 4)];

    /// <summary>User name and password as written, without the <c>@</c>; empty when there are none.</summary>
    public ReadOnlySpan<T> UserInfo<T>(ReadOnlySpan<T> url) => HasCredentials ? url[AuthorityStart..(HostStart - 1)] : [];

    /// <summary>The host name or address; IPv6 addresses keep their brackets.</summary>
    public ReadOnlySpan<T> Host<T>(ReadOnlySpan<T> url) => url[HostStart..HostEnd];

    /// <summary>The host and, when it is written, the port: <c>example.org:8080</c>.</summary>
    public ReadOnlySpan<T> HostAndPort<T>(ReadOnlySpan<T> url) => url[HostStart..PathStart];

    /// <summary>The path; never empty, starts with a slash.</summary>
    public ReadOnlySpan<T> Path<T>(ReadOnlySpan<T> url) => url[PathStart..QueryStart];

    /// <summary>The query without its question mark; empty when there is none (see <see cref="HasQuery"/>).</summary>
    public ReadOnlySpan<T> Query<T>(ReadOnlySpan<T> url) => HasQuery ? url[(QueryStart + 1)..FragmentStart] : [];

    /// <summary>The path and the query with its question mark: what goes into a request and what robots.txt rules match.</summary>
    public ReadOnlySpan<T> PathAndQuery<T>(ReadOnlySpan<T> url) => url[PathStart..FragmentStart];

    /// <summary>The fragment without its number sign; empty when there is none.</summary>
    public ReadOnlySpan<T> Fragment<T>(ReadOnlySpan<T> url) => HasFragment ? url[(FragmentStart + 1)..Length] : [];
}
