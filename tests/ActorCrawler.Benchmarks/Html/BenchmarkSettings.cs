using ActorCrawler.Core.Html;
using ActorCrawler.Core.Pages;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Benchmarks.Html;

/// <summary>The parser's settings in benchmarks: everything that a crawl does by default.</summary>
internal static class BenchmarkSettings
{
    public static ExtractionLimits Limits { get; } = new()
    {
        MaxLinks = 10_000,
        MaxHeadings = 500,
        MaxMetas = 200,
        MaxHreflangs = 200,
        MaxTextBytes = 2000,
        MaxMetaBytes = 4000,
        MaxAnchorTextBytes = 0,
        MaxHrefBytes = 8000,
        MaxJsonLdBytes = 65_536,
        MaxAttributes = 512,
    };

    public static ParserSettings Parser { get; } = new()
    {
        FingerprintKey = [.. new byte[Fingerprinter.KeySize]],
        Scope = ScopeMode.Host,
        ScopeHosts = [new HostKey("http://127.0.1.1:8701")],
        Include = [],
        Exclude = [],
        PatternTimeLimit = TimeSpan.FromSeconds(1),
        Canonicalization = CanonicalizationSettings.Default,
        MaxUrlBytes = 2000,
        ProductToken = "ActorCrawler",
        ObeyNofollow = true,
        LinkSources = LinkSources.Hyperlinks | LinkSources.Refresh,
        Limits = Limits,
        MaxInflatedBytes = 50 << 20,
        MaxInflateRatio = 0,
        InflateRatioFreeBytes = 0,
        MaxContentCodings = 4,
        FingerprintText = true,
    };

    private static readonly CrawlUrl Page =
        CrawlUrl.TryParse("http://127.0.1.1:8701/a/b", null, UrlCanonicalizer.Default, out var url, out _) ? url : throw new InvalidOperationException();

    public static PageInput Input(ReadOnlyMemory<byte> body, string contentType, CrawlUrl? url = null) => new()
    {
        Url = url ?? Page,
        Status = 200,
        Depth = 1,
        FetchedAt = DateTimeOffset.UnixEpoch,
        Elapsed = TimeSpan.FromMilliseconds(20),
        ContentType = [contentType],
        ContentEncoding = [],
        XRobotsTag = [],
        Link = [],
        Body = body,
    };
}
