using System.Text;
using ActorCrawler.Core.Html;

namespace ActorCrawler.Core.Tests.Html;

/// <summary>Extracts in tests, with limits wide enough not to matter.</summary>
internal static class Extraction
{
    public static ExtractionLimits WideLimits { get; } = new()
    {
        MaxLinks = 100_000,
        MaxHeadings = 1000,
        MaxMetas = 1000,
        MaxHreflangs = 1000,
        MaxTextBytes = 10_000,
        MaxMetaBytes = 10_000,
        MaxAnchorTextBytes = 1000,
        MaxHrefBytes = 10_000,
        MaxJsonLdBytes = 100_000,
        MaxAttributes = 512,
    };

    public static DateTimeOffset Now { get; } = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static LinkSources AllSources { get; } = Enum.GetValues<LinkSources>().Aggregate((a, b) => a | b);

    public static HtmlExtractor Read(string html, ExtractionLimits? limits = null, LinkSources? sources = null) =>
        Read(Encoding.UTF8.GetBytes(html), limits, sources);

    public static HtmlExtractor Read(byte[] html, ExtractionLimits? limits = null, LinkSources? sources = null)
    {
        var extractor = new HtmlExtractor(limits ?? WideLimits, sources ?? LinkSources.Hyperlinks, "ActorCrawler");
        extractor.Read(html, Now);
        return extractor;
    }

    public static string? Text(this HtmlExtractor page, TextRange? range) => range is { } r ? Encoding.UTF8.GetString(page[r]) : null;

    public static string[] Hrefs(this HtmlExtractor page) => page.Links.ToArray().Select(link => page.Text(link.Href)!).ToArray();

    public static string[] HeadingTexts(this HtmlExtractor page) =>
        page.Headings.ToArray().Select(heading => $"{heading.Level} {page.Text(heading.Text)}").ToArray();
}
