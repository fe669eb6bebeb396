using System.Collections.Immutable;
using static ActorCrawler.Core.Urls.CanonicalizationRules;

namespace ActorCrawler.Core.Urls;

/// <summary>
/// The query parameters that the default rules drop. A name is here only if its maker documents it as a click, campaign or session
/// identifier and no site is known to use it for content; names with a second life (<c>sid</c> is a story number in PHP-Nuke,
/// <c>session_id</c> a talk in conference programmes) are dropped only with a value that looks like a session identifier. Left out on
/// purpose: <c>ref</c>, <c>source</c>, <c>cid</c>, <c>id</c>, <c>s</c>, <c>trk</c>, and ASP.NET's <c>/(S(...))/</c> in paths, whose server
/// redirects back to a URL with a session, so that a page without it would never be reached.
/// </summary>
public static class ParameterTable
{
    /// <summary>The fewest characters that a value must have to look like a session identifier.</summary>
    public const int TokenLength = 16;

    /// <summary>
    /// Session identifiers that stand in a path segment behind a semicolon (Java Servlet specification §7.1.3; PHP behind rewriting).
    /// </summary>
    public static ImmutableArray<string> PathParameters { get; } = ["jsessionid", "phpsessid"];

    /// <summary>The rows, by rule and maker.</summary>
    public static ImmutableArray<ParameterRule> Rows { get; } =
    [
        .. Tracking("Google Analytics, campaign parameters", "utm_*"),
        .. Tracking(
            "Google Ads and Campaign Manager, click identifiers", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "gad_source", "gad_campaignid"),
        .. Tracking("Google Analytics, cross-domain linker", "_ga", "_gl"),
        .. Tracking("Google Merchant Center, auto-tagging", "srsltid"),
        .. Tracking("Meta, click identifier", "fbclid"),
        .. Tracking("Instagram, share identifiers", "igshid", "igsh"),
        .. Tracking("Microsoft Advertising, click identifier", "msclkid"),
        .. Tracking("Yandex, click identifiers and Openstat", "yclid", "ysclid", "_openstat"),
        .. Tracking("X, click identifier", "twclid"),
        .. Tracking("TikTok, click identifier", "ttclid"),
        .. Tracking("LinkedIn, click identifier", "li_fat_id"),
        .. Tracking("Pinterest, click identifier", "epik"),
        .. Tracking("Snap, click identifier", "sccid"),
        .. Tracking("Impact, click identifier", "irclickid"),
        .. Tracking("Branch, link identifiers", "_branch_match_id", "_branch_referrer"),
        .. Tracking("Mailchimp, campaign and recipient", "mc_cid", "mc_eid"),
        .. Tracking("HubSpot, mail and cross-domain parameters", "_hsenc", "_hsmi", "__hstc", "__hssc", "__hsfp", "hsctatracking"),
        .. Tracking("HubSpot, ads parameters", "hsa_*"),
        .. Tracking("Marketo, mail token", "mkt_tok"),
        .. Tracking("Vero, mail parameters", "vero_id", "vero_conv"),
        .. Tracking("Omeda, mail parameters", "oly_enc_id", "oly_anon_id"),
        .. Tracking("MailerLite, subscriber", "ml_subscriber", "ml_subscriber_hash"),
        .. Tracking("Klaviyo, recipient", "_kx"),
        .. Tracking("Adobe Analytics and Advertising", "s_kwcid", "ef_id"),
        .. Tracking(
            "Matomo and Piwik, campaign parameters", "mtm_*", "matomo_*", "piwik_*", "pk_campaign", "pk_kwd", "pk_keyword", "pk_source", "pk_medium",
            "pk_content"),
        .. Session("PHP", "phpsessid"),
        .. Session("Java Servlet containers", "jsessionid"),
        .. Session("Classic ASP", "aspsessionid*"),
        .. Session("ColdFusion", "cfid", "cftoken"),
        .. Session("osCommerce, Zen Cart, xt:Commerce", "oscsid", "zenid", "xtcsid"),
        .. SessionToken("phpBB, many shops and boards", "sid", "sessid", "sessionid", "session_id", "session"),
    ];

    private static IEnumerable<ParameterRule> Tracking(string source, params string[] names) =>
        names.Select(name => new ParameterRule(name, DropTrackingParameters, false, source));

    private static IEnumerable<ParameterRule> Session(string source, params string[] names) =>
        names.Select(name => new ParameterRule(name, DropSessionParameters, false, source));

    private static IEnumerable<ParameterRule> SessionToken(string source, params string[] names) =>
        names.Select(name => new ParameterRule(name, DropSessionParameters, true, source));
}
