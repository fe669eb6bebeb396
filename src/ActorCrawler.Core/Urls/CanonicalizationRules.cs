namespace ActorCrawler.Core.Urls;

/// <summary>
/// The named rules by which a crawl takes two spellings for one page, applied to a WHATWG-serialised URL. A rule is on by default only
/// where
/// servers cannot or do not tell the spellings apart; the others are for people who know their site.
/// </summary>
[Flags]
public enum CanonicalizationRules
{
    /// <summary>No rule: the URL as the WHATWG standard serialises it.</summary>
    None = 0,

    /// <summary>Drops the fragment, which is never sent to a server. On.</summary>
    DropFragment = 1 << 0,

    /// <summary>
    /// Drops user name and password: they say who asks, not what for, and would end up in every output file. On; credentials for a host
    /// are given by flag or file.
    /// </summary>
    DropCredentials = 1 << 1,

    /// <summary>Drops the dot that marks a name as absolute (RFC 1034 §3.1): <c>example.org.</c> is the same name in the DNS. On.</summary>
    DropTrailingHostDot = 1 << 2,

    /// <summary>
    /// Decodes percent-encoded unreserved characters and writes the hexadecimal digits of the others in upper case: equivalent by RFC 3986
    /// §6.2.2. Nothing else is decoded or encoded, because there servers differ. On.
    /// </summary>
    NormalizePercentEncoding = 1 << 3,

    /// <summary>Drops a question mark with nothing behind it: servers see the same empty query. On.</summary>
    DropEmptyQuery = 1 << 4,

    /// <summary>
    /// Drops parameters that only tell how a visitor came (<see cref="ParameterTable"/>). On; <c>--keep-params</c> turns it off.
    /// </summary>
    DropTrackingParameters = 1 << 5,

    /// <summary>
    /// Drops session identifiers from query and path (<see cref="ParameterTable"/>). On; <c>--keep-params</c> turns it off. Names that
    /// also have other uses (<c>sid</c>) are dropped only when the value looks like a session identifier.
    /// </summary>
    DropSessionParameters = 1 << 6,

    /// <summary>Drops parameters that the user named. On; without names it does nothing. <c>--keep-params</c> turns it off.</summary>
    DropNamedParameters = 1 << 7,

    /// <summary>
    /// Drops a default document (<c>index.html</c>) at the end of the path. Off: the two are different pages on enough sites, and where
    /// they
    /// are not, links mostly agree on one.
    /// </summary>
    DropDefaultDocument = 1 << 8,

    /// <summary>
    /// Sorts parameters by name; those of one name keep their order. Off: order carries meaning on some sites, and generated links mostly
    /// keep one order.
    /// </summary>
    SortParameters = 1 << 9,

    /// <summary>The rules that are on by default.</summary>
    Default = DropFragment | DropCredentials | DropTrailingHostDot | NormalizePercentEncoding | DropEmptyQuery | DropTrackingParameters
        | DropSessionParameters | DropNamedParameters,

    /// <summary>The rules that <c>--keep-params</c> turns off.</summary>
    Parameters = DropTrackingParameters | DropSessionParameters | DropNamedParameters,
}
