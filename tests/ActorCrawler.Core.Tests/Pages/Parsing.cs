using System.Text;
using System.Text.Json;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Html;
using ActorCrawler.Core.Pages;
using ActorCrawler.Core.Tests.Html;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Tests.Pages;

/// <summary>Parses pages in tests.</summary>
internal static class Parsing
{
    public static ParserSettings Settings { get; } = new()
    {
        FingerprintKey = [.. new byte[Fingerprinter.KeySize]],
        Scope = ScopeMode.Host,
        ScopeHosts = [new HostKey("http://site.example")],
        Include = [],
        Exclude = [],
        PatternTimeLimit = TimeSpan.FromSeconds(1),
        Canonicalization = CanonicalizationSettings.Default,
        MaxUrlBytes = 2000,
        ProductToken = "ActorCrawler",
        ObeyNofollow = true,
        LinkSources = LinkSources.Hyperlinks | LinkSources.Refresh,
        Limits = Extraction.WideLimits,
        MaxInflatedBytes = 1 << 20,
        MaxInflateRatio = 0,
        InflateRatioFreeBytes = 0,
        MaxContentCodings = 3,
        FingerprintText = true,
    };

    public static PageInput Input(string html, string url = "http://site.example/dir/page?x=1") => Input(Encoding.UTF8.GetBytes(html), url);

    public static PageInput Input(byte[] body, string url = "http://site.example/dir/page?x=1") => new()
    {
        Url = Url(url),
        Status = 200,
        Depth = 1,
        FetchedAt = new DateTimeOffset(2026, 11, 22, 10, 11, 12, 345, TimeSpan.FromHours(2)),
        Elapsed = TimeSpan.FromMilliseconds(12.6),
        ContentType = ["text/html"],
        ContentEncoding = [],
        XRobotsTag = [],
        Link = [],
        Body = body,
    };

    public static CrawlUrl Url(string url) =>
        CrawlUrl.TryParse(url, null, UrlCanonicalizer.PlainUrls, out var parsed, out _) ? parsed : throw new ArgumentException(url);

    public static ParsedPage Parse(PageInput input, ParserSettings? settings = null)
    {
        using var parser = new PageParser(settings ?? Settings);
        return Assert.IsType<PageOutcome.Parsed>(parser.Parse(input)).Page;
    }

    public static string Row(this ParsedPage page) => Encoding.UTF8.GetString(page.Row.Span);

    public static JsonElement Json(this ParsedPage page)
    {
        using var document = JsonDocument.Parse(page.Row);
        return document.RootElement.Clone();
    }

    public static string[] RowLinks(this ParsedPage page) =>
        page.Json().TryGetProperty("links", out var links) ? links.EnumerateArray().Select(link => link.GetString()!).ToArray() : [];

    /// <summary>The packed links as <c>host-number verdict URL</c>, and the hosts before them.</summary>
    public static List<string> Block(this ParsedPage page) => Block(page.Links.Span);

    public static List<string> Block(ReadOnlySpan<byte> block)
    {
        Assert.True(LinkBlock.IsValid(block));
        var lines = new List<string>();
        var reader = new LinkBlockReader(block);
        var fingerprinter = new Fingerprinter(Settings.FingerprintKey.AsSpan());
        while (reader.ReadHost())
            lines.Add(Encoding.ASCII.GetString(reader.HostOrigin));
        while (reader.ReadLink())
        {
            Assert.Equal(fingerprinter.Compute(reader.Url), reader.Fingerprint);
            lines.Add($"{reader.Host} {reader.Verdict.Name()} {Encoding.ASCII.GetString(reader.Url)}{(reader.Source == LinkSources.Anchor ? "" : $" {reader.Source}")}");
        }
        return lines;
    }
}
