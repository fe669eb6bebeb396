using System.Runtime.CompilerServices;
using ActorCrawler.Core.Http;

namespace ActorCrawler.Http;

/// <summary>What is the same for all fetches of a node. There are no defaults here: they are in <c>hocon/reference.conf</c>.</summary>
/// <exception cref="ArgumentOutOfRangeException">A value is outside the range that its property names.</exception>
public sealed record FetchSettings
{
    private static readonly TimeSpan OneHour = TimeSpan.FromHours(1);

    /// <summary>The User-Agent: product token, version and, in a comment, the contact. Printable ASCII, not empty.</summary>
    public required string UserAgent { get; init => field = HeaderText(value, mayBeEmpty: false); }

    /// <summary>The e-mail address sent as From (RFC 9110 section 10.1.2); empty sends none.</summary>
    public required string From { get; init => field = HeaderText(value, mayBeEmpty: true); }

    /// <summary>The Accept header; empty sends none.</summary>
    public required string Accept { get; init => field = HeaderText(value, mayBeEmpty: true); }

    /// <summary>The Accept-Language header; empty sends none.</summary>
    public required string AcceptLanguage { get; init => field = HeaderText(value, mayBeEmpty: true); }

    /// <summary>The user's own header fields, sent to every host; one with the name of a standard field replaces it.</summary>
    public required IReadOnlyList<HeaderField> Headers { get; init; }

    /// <summary>The user's own header fields that may be secrets: sent to <see cref="PrivateHeaderHosts"/> alone, and so dropped when a redirect leads elsewhere.</summary>
    public required IReadOnlyList<HeaderField> PrivateHeaders { get; init; }

    /// <summary>Who may be sent <see cref="PrivateHeaders"/>: <c>scheme://name[:port]</c>, lower case, default port left out.</summary>
    public required IReadOnlySet<string> PrivateHeaderHosts { get; init; }

    /// <summary>Credentials by host.</summary>
    public required IReadOnlyList<HostCredential> Credentials { get; init; }

    /// <summary>The proxy for all connections: <c>http://</c>, <c>socks5://</c> or <c>socks4a://</c> with host and port, optionally <c>user:password@</c>; empty for none. The environment is never asked.</summary>
    public required string Proxy { get; init => field = ProxyText(value); }

    /// <summary>Whether HTTP/2 is offered (over TLS, by ALPN).</summary>
    public required bool Http2 { get; init; }

    /// <summary>Whether certificates are not verified. Logged when on.</summary>
    public required bool InsecureTls { get; init; }

    /// <summary>Time for connecting to a host's addresses, all together; above zero, at most one hour.</summary>
    public required TimeSpan ConnectTimeout { get; init => field = Within(value, TimeSpan.FromMilliseconds(1), OneHour); }

    /// <summary>How long one address is tried alone before the next one is tried beside it (RFC 8305 section 5: 250 ms); 10 ms to 10 s.</summary>
    public required TimeSpan ConnectAttemptDelay { get; init => field = Within(value, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(10)); }

    /// <summary>Time for the TLS handshake; above zero, at most one hour.</summary>
    public required TimeSpan TlsTimeout { get; init => field = Within(value, TimeSpan.FromMilliseconds(1), OneHour); }

    /// <summary>Time from the request to the end of the response head; above zero, at most one hour.</summary>
    public required TimeSpan HeadTimeout { get; init => field = Within(value, TimeSpan.FromMilliseconds(1), OneHour); }

    /// <summary>Time between two reads of the body; above zero, at most one hour.</summary>
    public required TimeSpan IdleTimeout { get; init => field = Within(value, TimeSpan.FromMilliseconds(1), OneHour); }

    /// <summary>Time for the whole exchange; above zero, at most 24 hours.</summary>
    public required TimeSpan TotalTimeout { get; init => field = Within(value, TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(24)); }

    /// <summary>Bytes per second, on average since the body began, below which an exchange is ended as too slow; 0 turns it off.</summary>
    public required long MinimumRate { get; init => field = Within(value, 0, long.MaxValue); }

    /// <summary>How long the body may take before <see cref="MinimumRate"/> is looked at; zero to one hour.</summary>
    public required TimeSpan MinimumRateGrace { get; init => field = Within(value, TimeSpan.Zero, OneHour); }

    /// <summary>Bytes of response head; 1 KiB to 1 MiB, used in whole KiB.</summary>
    public required int MaxHeadBytes { get; init => field = Within(value, 1024, 1024 * 1024); }

    /// <summary>Bytes of body kept of answers other than 2xx; 0 to 16 MiB.</summary>
    public required int MaxErrorBodyBytes { get; init => field = Within(value, 0, 16 * 1024 * 1024); }

    /// <summary>Whether outcomes hold the request's head as sent, for an archive.</summary>
    public bool KeepRequests { get; init; }

    /// <summary>An unwanted rest of a body up to this long is read and thrown away to keep its connection; 0 to 16 MiB, 0 closes it.</summary>
    public required int MaxDrainBytes { get; init => field = Within(value, 0, 16 * 1024 * 1024); }

    /// <summary>Connections to one host; at least the exchanges allowed with one host at a time; 1 to 100,000.</summary>
    public required int MaxConnectionsPerHost { get; init => field = Within(value, 1, 100_000); }

    /// <summary>Exchanges with one network address at a time, whatever hosts are behind it; 0 for no limit, at most 10,000. Counts nothing behind a proxy.</summary>
    public required int MaxPerAddress { get; init => field = Within(value, 0, 10_000); }

    /// <summary>Connections to all hosts together, as far as unused ones can be closed to keep to it; 1 to 1,000,000.</summary>
    public required int MaxConnections { get; init => field = Within(value, 1, 1_000_000); }

    /// <summary>How long an unused connection is kept; zero closes it after each exchange; at most one hour.</summary>
    public required TimeSpan ConnectionIdleTimeout { get; init => field = Within(value, TimeSpan.Zero, OneHour); }

    /// <summary>How long a connection is used, so that changes of addresses are noticed; one second to 24 hours.</summary>
    public required TimeSpan ConnectionLifetime { get; init => field = Within(value, TimeSpan.FromSeconds(1), TimeSpan.FromHours(24)); }

    private static T Within<T>(T value, T least, T most, [CallerMemberName] string property = "") where T : IComparable<T> =>
        value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0
            ? value
            : throw new ArgumentOutOfRangeException(property, value, $"{property} must be from {least} to {most}");

    private static string HeaderText(string value, bool mayBeEmpty, [CallerMemberName] string property = "") =>
        (mayBeEmpty || value.Length > 0) && value.All(c => c is >= ' ' and <= '~')
            ? value
            : throw new ArgumentOutOfRangeException(property, value, $"{property} must be printable ASCII" + (mayBeEmpty ? "" : " and not empty"));

    private static string ProxyText(string value)
    {
        if (value.Length == 0)
            return value;
        if (Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "socks4" or "socks4a" or "socks5" && uri.Host.Length > 0)
            return value;
        throw new ArgumentOutOfRangeException(nameof(Proxy), "Proxy must be http://host:port, https://host:port or socks5://host:port");
    }
}
