using ActorCrawler.Core.Http;
using ActorCrawler.Core.Urls;
using ActorCrawler.Http;

namespace ActorCrawler.Actors.Settings;

/// <summary>
/// The settings of <c>fetch</c> that may hold secrets: header fields, credentials, the proxy. What is secret is left out of the settings in
/// force, and named there, so that a resumed crawl does not go on without it unnoticed.
/// </summary>
internal sealed record FetchSecrets(
    IReadOnlyList<HeaderField> Headers, IReadOnlyList<HeaderField> PrivateHeaders, IReadOnlyList<HostCredential> Credentials, string Proxy)
{
    private const string HeadersKey = "fetch.headers";
    private const string CredentialsKey = "fetch.credentials";
    private const string ProxyKey = "fetch.proxy";
    private const string LeftOutKey = "fetch.secrets-left-out";

    /// <summary>Fields that are no secret whatever they hold; any other may be one.</summary>
    private static readonly string[] PlainFields = ["Accept", "Accept-Charset", "Accept-Language", "Cache-Control", "DNT", "From", "Pragma", "Referer", "Sec-GPC", "User-Agent"];

    /// <summary>Fields that the connection, not the user, decides.</summary>
    private static readonly string[] OwnFields =
    [
        "Accept-Encoding", "Connection", "Content-Length", "Expect", "Host", "Keep-Alive", "Proxy-Authorization", "Proxy-Connection", "Range", "TE", "Trailer",
        "Transfer-Encoding", "Upgrade",
    ];

    public static FetchSecrets Read(SettingsReader reader)
    {
        var leftOut = new List<string>();
        var headers = reader.List(HeadersKey, t => Field(t) is { } field ? Refusal(field.Name) : "'Name: value' is expected, in printable ASCII", secret: true)
            .Select(Field).OfType<HeaderField>().ToList();
        var secretHeaders = headers.Where(h => !PlainFields.Contains(h.Name, StringComparer.OrdinalIgnoreCase)).ToList();
        headers.RemoveAll(secretHeaders.Contains);
        reader.Settle(HeadersKey, [.. headers.Select(h => $"{h.Name}: {h.Value}")]);
        leftOut.AddRange(secretHeaders.Select(h => $"header {h.Name}"));

        var credentials = reader.List(CredentialsKey, t => Credential(t) is null ? "'https://host user:password' is expected" : null, secret: true)
            .Select(Credential).OfType<HostCredential>().ToList();
        reader.Settle(CredentialsKey);
        leftOut.AddRange(credentials.Select(c => $"credentials {c.Origin}"));

        var proxy = reader.OptionalText(ProxyKey, "http://host:port, https://host:port or socks5://host:port", IsProxy) ?? "";
        if (proxy.Length > 0 && IsProxy(proxy) && new Uri(proxy) is { UserInfo.Length: > 0 } uri)
        {
            reader.Settle(ProxyKey, $"{uri.Scheme}://{uri.Authority}");
            leftOut.Add("credentials of the proxy");
        }

        Recall(reader, leftOut);
        return new FetchSecrets(headers, secretHeaders, credentials, proxy);
    }

    /// <summary>Whoever resumes must give again what was left out, or say with an empty value that it is not wanted any more.</summary>
    private static void Recall(SettingsReader reader, List<string> present)
    {
        foreach (var missing in reader.List(LeftOutKey, _ => null).Except(present, StringComparer.OrdinalIgnoreCase))
        {
            if (!reader.NeedsSecrets) break;
            var how = missing.StartsWith("header ", StringComparison.Ordinal) ? $"--header '{missing["header ".Length..]}: ...'"
                : missing.StartsWith("credentials http", StringComparison.Ordinal) ? $"--auth '{missing["credentials ".Length..]} USER:PASSWORD'"
                : "--proxy";
            reader.Fail(LeftOutKey, $"secrets are not stored, so {missing} must be given again: {how}");
        }

        reader.Settle(LeftOutKey, present);
    }

    private static HeaderField? Field(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || !text.All(c => c is >= ' ' and <= '~' or '\t')) return null;
        var name = text[..colon];
        return name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal)) ? new HeaderField(name, text[(colon + 1)..].Trim()) : null;
    }

    private static string? Refusal(string name) =>
        OwnFields.Contains(name, StringComparer.OrdinalIgnoreCase) ? $"{name} is set by the crawler itself and cannot be given" : null;

    private static HostCredential? Credential(string text)
    {
        var parts = text.Split(' ', 2);
        if (parts.Length != 2 || parts[1].IndexOf(':', StringComparison.Ordinal) is not (> 0 and var colon)) return null;
        return parts[0].Contains("://", StringComparison.Ordinal) && HostKey.TryParse(parts[0], out var host)
            ? new HostCredential(host.Origin, parts[1][..colon], parts[1][(colon + 1)..])
            : null;
    }

    private static bool IsProxy(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "socks4" or "socks4a" or "socks5" && uri.Host.Length > 0;
}
