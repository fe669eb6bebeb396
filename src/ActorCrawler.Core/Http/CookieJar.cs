using System.Text;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Http;

/// <summary>
/// The cookies of a job (RFC 6265bis sections 5.7 and 5.8). Every request counts as same-site: a crawler follows links like a user who types
/// addresses, and embeds nothing. Public suffixes take no cookies. Safe for many threads.
/// </summary>
/// <param name="limits">How many cookies are kept.</param>
/// <param name="rules">Which rules hold where RFC 6265 and RFC 6265bis differ.</param>
public sealed class CookieJar(CookieLimits limits, CookieRules rules)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<StoredCookie>> _byDomain = new(StringComparer.Ordinal);
    private long _clock;

    /// <summary>The cookies kept, expired ones that were not met since included.</summary>
    public int Count { get; private set; }

    /// <summary>How many cookies were dropped because of the limits.</summary>
    public long Evicted { get; private set; }

    /// <summary>Takes one Set-Cookie line of an answer.</summary>
    /// <param name="url">The URL that was asked.</param>
    /// <param name="field">The field's value, one character for each octet.</param>
    /// <param name="now">When the answer arrived.</param>
    public CookieOutcome Set(CrawlUrl url, ReadOnlySpan<char> field, DateTimeOffset now)
    {
        if (SetCookie.Parse(field, now, rules) is not { } cookie)
            return CookieOutcome.Invalid;
        var host = url.HostName;
        var domain = cookie.Domain;
        if (!string.IsNullOrEmpty(domain) && IsPublicSuffix(domain))
        {
            if (domain != host)
                return CookieOutcome.ForeignDomain;
            domain = null;
        }
        if (!string.IsNullOrEmpty(domain) && !DomainMatches(host, domain))
            return CookieOutcome.ForeignDomain;
        if (cookie.Secure && !url.IsHttps)
            return CookieOutcome.Insecure;
        var isHostOnly = string.IsNullOrEmpty(domain);
        var path = cookie.Path ?? DefaultPath(url);
        if (!KeepsPromise(cookie, isHostOnly))
            return CookieOutcome.BrokenPrefix;
        lock (_gate)
        {
            if (!cookie.Secure && !url.IsHttps && HidesSecure(cookie.Name, domain ?? host, path, now))
                return CookieOutcome.Insecure;
            return Store(new StoredCookie(cookie, isHostOnly ? host : domain!, isHostOnly, path, ++_clock), now);
        }
    }

    /// <summary>The Cookie field for a request; null when there is nothing to send.</summary>
    /// <param name="url">The URL to be asked.</param>
    /// <param name="now">The present.</param>
    public string? Get(CrawlUrl url, DateTimeOffset now)
    {
        var host = url.HostName;
        var path = PathOf(url);
        List<StoredCookie>? found = null;
        lock (_gate)
        {
            for (var domain = host; domain is not null; domain = Parent(domain))
            {
                if (!_byDomain.TryGetValue(domain, out var cookies))
                    continue;
                Count -= cookies.RemoveAll(cookie => cookie.IsExpired(now));
                foreach (var cookie in cookies)
                {
                    if ((cookie.IsHostOnly ? domain == host : DomainMatches(host, domain))
                        && PathMatches(path, cookie.Path) && (url.IsHttps || !cookie.Cookie.Secure))
                        (found ??= []).Add(cookie);
                }
                if (cookies.Count == 0)
                    _byDomain.Remove(domain);
            }
            foreach (var cookie in found ?? [])
                cookie.Used = ++_clock;
        }
        return found is null ? null : Serialize(found);
    }

    private static string Serialize(List<StoredCookie> cookies)
    {
        cookies.Sort((a, b) => a.Path.Length != b.Path.Length ? b.Path.Length.CompareTo(a.Path.Length) : a.Created.CompareTo(b.Created));
        var field = new StringBuilder();
        foreach (var cookie in cookies)
        {
            if (field.Length > 0)
                field.Append("; ");
            if (cookie.Cookie.Name.Length > 0)
                field.Append(cookie.Cookie.Name).Append('=');
            field.Append(cookie.Cookie.Value);
        }
        return field.ToString();
    }

    /// <summary>Section 5.1.3: the host itself, or a name below the domain. An address has nothing below it.</summary>
    private static bool DomainMatches(string host, string domain) =>
        host == domain
        || (host.Length > domain.Length && host.EndsWith(domain, StringComparison.Ordinal) && host[host.Length - domain.Length - 1] == '.'
            && !IsAddress(host));

    /// <summary>A host name whose last label is a number is an IPv4 address, or it would not have parsed.</summary>
    private static bool IsAddress(string host) =>
        host[0] == '[' || (char.IsAsciiDigit(host[^1]) && host.AsSpan(host.LastIndexOf('.') + 1).IndexOfAnyExceptInRange('0', '9') < 0);

    private static string? Parent(string domain)
    {
        var dot = IsAddress(domain) ? -1 : domain.IndexOf('.');
        return dot < 0 || dot == domain.Length - 1 ? null : domain[(dot + 1)..];
    }

    private static bool IsPublicSuffix(string domain) =>
        Encoding.Latin1.GetBytes(domain) is var bytes && PublicSuffixList.PublicSuffix(bytes).Length == bytes.Length;

    private static string PathOf(CrawlUrl url) => url.Parts.Path<char>(url.Href).ToString();

    private static string DefaultPath(CrawlUrl url)
    {
        var path = PathOf(url);
        var slash = path.LastIndexOf('/');
        return slash <= 0 ? "/" : path[..slash];
    }

    private static bool PathMatches(string path, string cookiePath) =>
        path.StartsWith(cookiePath, StringComparison.Ordinal)
        && (path.Length == cookiePath.Length || cookiePath[^1] == '/' || path[cookiePath.Length] == '/');

    /// <summary>Section 4.1.3; a nameless cookie must not pass for one with a prefix, as its value is sent where the name would stand.</summary>
    private static bool KeepsPromise(SetCookie cookie, bool isHostOnly)
    {
        var text = cookie.Name.Length > 0 ? cookie.Name : cookie.Value;
        var isSecure = text.StartsWith("__Secure-", StringComparison.OrdinalIgnoreCase);
        var isHost = text.StartsWith("__Host-", StringComparison.OrdinalIgnoreCase);
        if (cookie.Name.Length == 0)
            return !isSecure && !isHost;
        return (!isSecure || cookie.Secure) && (!isHost || (cookie.Secure && isHostOnly && cookie.Path == "/"));
    }

    /// <summary>Whether a secure cookie would be hidden by one from an insecure connection ("leave secure cookies alone").</summary>
    private bool HidesSecure(string name, string domain, string path, DateTimeOffset now)
    {
        foreach (var cookies in _byDomain.Values)
        {
            foreach (var cookie in cookies)
            {
                if (cookie.Cookie.Secure && !cookie.IsExpired(now) && cookie.Cookie.Name == name && PathMatches(path, cookie.Path)
                    && (DomainMatches(domain, cookie.Domain) || DomainMatches(cookie.Domain, domain)))
                    return true;
            }
        }
        return false;
    }

    private CookieOutcome Store(StoredCookie cookie, DateTimeOffset now)
    {
        if (!_byDomain.TryGetValue(cookie.Domain, out var cookies))
            _byDomain.Add(cookie.Domain, cookies = []);
        var old = cookies.FindIndex(cookie.IsSameAs);
        if (old >= 0)
        {
            cookie = new StoredCookie(cookie.Cookie, cookie.Domain, cookie.IsHostOnly, cookie.Path, cookies[old].Created) { Used = cookie.Created };
            cookies.RemoveAt(old);
            Count--;
        }
        if (!cookie.IsExpired(now))
        {
            cookies.Add(cookie);
            Count++;
        }
        if (cookies.Count > limits.PerDomain)
            Evict(cookies, now);
        if (cookies.Count == 0)
            _byDomain.Remove(cookie.Domain);
        if (Count > limits.Total)
            EvictAnywhere(now);
        return cookie.IsExpired(now) ? CookieOutcome.Removed : CookieOutcome.Stored;
    }

    /// <summary>Makes room: expired cookies go, else the least recently used one, those without Secure first.</summary>
    private void Evict(List<StoredCookie> cookies, DateTimeOffset now)
    {
        var expired = cookies.RemoveAll(cookie => cookie.IsExpired(now));
        Count -= expired;
        if (expired > 0)
            return;
        cookies.Remove(cookies.MinBy(cookie => (cookie.Cookie.Secure, cookie.Used))!);
        Count--;
        Evicted++;
    }

    private void EvictAnywhere(DateTimeOffset now)
    {
        foreach (var cookies in _byDomain.Values)
            Count -= cookies.RemoveAll(cookie => cookie.IsExpired(now));
        if (Count > limits.Total)
        {
            var oldest = _byDomain.Values.SelectMany(cookies => cookies).MinBy(cookie => cookie.Used)!;
            _byDomain[oldest.Domain].Remove(oldest);
            Count--;
            Evicted++;
        }
        foreach (var domain in _byDomain.Where(pair => pair.Value.Count == 0).Select(pair => pair.Key).ToList())
            _byDomain.Remove(domain);
    }
}
