namespace ActorCrawler.Core.Frontier;

/// <summary>
/// Why a URL is where it is. Every reason belongs to exactly one <see cref="UrlState"/> (see <see cref="Reasons"/>), so that the ledger
/// sums by reason. The numbers are stored and travel between processes: extend, never renumber.
/// </summary>
public enum Reason : byte
{
    /// <summary>Waiting in the queue.</summary>
    Queued = 0,

    // Done: the server answered, and that was that.

    /// <summary>An HTML page answered 2xx: a row of pages.jsonl.</summary>
    Page = 10,

    /// <summary>Answered by a redirect; its target is a URL of its own.</summary>
    Redirect = 11,

    /// <summary>Answered 2xx with something that is not HTML.</summary>
    NotHtml = 12,

    /// <summary>A sitemap that was read.</summary>
    Sitemap = 13,

    /// <summary>An HTML page with the content of an earlier page: a row of pages.jsonl like <see cref="Page"/>. Only where the settings ask for it.</summary>
    Duplicate = 14,

    // Failed: tried and given up.

    /// <summary>Answered 4xx.</summary>
    HttpClientError = 30,

    /// <summary>Answered 5xx until the retries were used up.</summary>
    HttpServerError = 31,

    /// <summary>Answered with a status that no rule of HTTP gives a meaning to here (1xx as a final answer, 3xx without a usable Location, 6xx and above).</summary>
    HttpUnexpectedStatus = 32,

    /// <summary>The host name does not resolve.</summary>
    Dns = 33,

    /// <summary>No connection could be made.</summary>
    Connect = 34,

    /// <summary>The TLS handshake failed or the certificate is not to be trusted.</summary>
    Tls = 35,

    /// <summary>A time limit ran out (connect, head, idle or total).</summary>
    Timeout = 36,

    /// <summary>The connection broke, or the server did not speak HTTP.</summary>
    Protocol = 37,

    /// <summary>The response head is larger than the cap.</summary>
    HeadTooLarge = 38,

    /// <summary>The body arrived slower than the minimum rate.</summary>
    TooSlow = 39,

    /// <summary>The body's content coding is broken, unknown, or inflates beyond the cap.</summary>
    ContentCoding = 40,

    /// <summary>More redirects in a row than allowed.</summary>
    TooManyRedirects = 41,

    /// <summary>A redirect whose Location is missing or not an http(s) URL.</summary>
    BadRedirect = 42,

    /// <summary>The page killed the process that parsed it, twice, while alone in it.</summary>
    ParserCrashed = 43,

    /// <summary>The parser failed on the page with an error of its own.</summary>
    ParserError = 44,

    /// <summary>The host asked for a wait longer than the limit.</summary>
    WaitTooLong = 45,

    /// <summary>The host has failed so often in a row that it was given up.</summary>
    HostDead = 46,

    /// <summary>robots.txt could not be had from a server that answers errors, for longer than the settings allow (RFC 9309 section 2.3.1.4).</summary>
    RobotsUnreachable = 47,

    // Excluded: never fetched, by a rule.

    /// <summary>Forbidden by robots.txt.</summary>
    Robots = 60,

    /// <summary>Outside the scope. External links are counted here and not stored one by one.</summary>
    Scope = 61,

    /// <summary>No include pattern matches.</summary>
    NotIncluded = 62,

    /// <summary>An exclude pattern matches.</summary>
    ExcludePattern = 63,

    /// <summary>Deeper than the depth limit; revived when a shorter path is found.</summary>
    Depth = 64,

    /// <summary>A budget (pages, pages per host) was used up when the crawl ended.</summary>
    Budget = 65,

    /// <summary>Longer than the URL length limit.</summary>
    UrlTooLong = 66,

    /// <summary>More path segments than allowed.</summary>
    TrapPathSegments = 67,

    /// <summary>The same path segment repeated more often than allowed.</summary>
    TrapRepeatedSegments = 68,

    /// <summary>A query string longer than allowed, or with more parameters.</summary>
    TrapQuery = 69,

    /// <summary>Looks like an endless calendar.</summary>
    TrapCalendar = 70,

    /// <summary>Looks like a session loop.</summary>
    TrapSession = 71,

    /// <summary>The host has more URLs than allowed.</summary>
    TrapHostUrls = 72,

    /// <summary>robots.txt asks for a Crawl-delay above the limit.</summary>
    CrawlDelayTooLong = 73,

    /// <summary>Resolves to an address that must not be connected to (private, loopback, link-local, metadata).</summary>
    PrivateAddress = 74,

    /// <summary>Blocked by an operator's command.</summary>
    Blocked = 75,

    /// <summary>A user's pattern ran into its time limit on this URL.</summary>
    PatternTimeout = 76,
}
