using System.Net;
using System.Text;
using ActorCrawler.Core.Http;
using ActorCrawler.Http.Connections;

namespace ActorCrawler.Http;

/// <summary>Makes requests from orders: the node's standard header fields, the user's, and the order's own, later ones replacing earlier ones of the same name.</summary>
internal sealed class RequestBuilder
{
    /// <summary>The URL rules have serialised the URL; changing it again would ask for another resource.</summary>
    private static readonly UriCreationOptions AsItStands = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly FetchSettings _settings;
    private readonly List<HeaderField> _forPages;
    private readonly List<HeaderField> _forFiles;
    private readonly Dictionary<string, string> _authorization;

    public RequestBuilder(FetchSettings settings)
    {
        _settings = settings;
        _forPages = Standard(settings.Accept);
        _forFiles = Standard("*/*");
        _authorization = settings.Credentials.ToDictionary(
            c => c.Origin.ToLowerInvariant(), c => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{c.User}:{c.Password}")));
    }

    /// <summary>Whether a URL can be asked for at all; the handler knows fewer host names than the URL rules.</summary>
    public static bool TryMakeUri(string url, out Uri uri)
    {
        if (Uri.TryCreate(url, AsItStands, out var made) && made.Scheme is "http" or "https" && made.Host.Length > 0)
        {
            uri = made;
            return true;
        }
        uri = null!;
        return false;
    }

    /// <summary>Makes a request.</summary>
    /// <param name="order">The order.</param>
    /// <param name="uri">Its URL.</param>
    /// <param name="cookie">The Cookie field; null for none.</param>
    /// <param name="exchange">By which the connection finds the exchange.</param>
    public HttpRequestMessage Build(FetchOrder order, Uri uri, string? cookie, LiveExchange exchange)
    {
        var request = new ExchangeRequest(uri, exchange)
        {
            Version = _settings.Http2 && uri.Scheme == Uri.UriSchemeHttps ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        if (_settings.ConnectionIdleTimeout == TimeSpan.Zero)
            request.Headers.ConnectionClose = true;
        foreach (var field in order.Purpose == FetchPurpose.Page ? _forPages : _forFiles)
            request.Headers.TryAddWithoutValidation(field.Name, field.Value);
        if (cookie is not null)
            request.Headers.TryAddWithoutValidation("Cookie", cookie);
        if (order.IfNoneMatch is { } tag)
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        if (order.IfModifiedSince is { } date)
            request.Headers.TryAddWithoutValidation("If-Modified-Since", date);
        if (_authorization.Count > 0 || _settings.PrivateHeaders.Count > 0)
            AddSecrets(request, uri.GetLeftPart(UriPartial.Authority));
        foreach (var field in order.Headers)
            Set(request, field.Name, field.Value);
        return request;
    }

    /// <summary>What is for this host alone; credentials given for the very host win over a field for all start URLs' hosts.</summary>
    private void AddSecrets(HttpRequestMessage request, string origin)
    {
        if (_settings.PrivateHeaderHosts.Contains(origin))
        {
            foreach (var name in _settings.PrivateHeaders.Select(field => field.Name).Distinct(StringComparer.OrdinalIgnoreCase))
                request.Headers.Remove(name);
            foreach (var field in _settings.PrivateHeaders.Where(field => field.Value.Length > 0))
                request.Headers.TryAddWithoutValidation(field.Name, field.Value);
        }
        if (_authorization.TryGetValue(origin, out var basic))
            Set(request, "Authorization", basic);
    }

    private static void Set(HttpRequestMessage request, string name, string value)
    {
        request.Headers.Remove(name);
        request.Headers.TryAddWithoutValidation(name, value);
    }

    private List<HeaderField> Standard(string accept)
    {
        List<HeaderField> fields =
        [
            new("User-Agent", _settings.UserAgent), new("From", _settings.From), new("Accept", accept),
            new("Accept-Language", _settings.AcceptLanguage), new("Accept-Encoding", "gzip, deflate, br"),
        ];
        foreach (var own in _settings.Headers)
            fields.RemoveAll(field => field.Name.Equals(own.Name, StringComparison.OrdinalIgnoreCase));
        fields.AddRange(_settings.Headers);
        fields.RemoveAll(field => field.Value.Length == 0);
        return fields;
    }
}
