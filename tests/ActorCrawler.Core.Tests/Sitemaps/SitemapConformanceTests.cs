using System.Globalization;
using System.Text.Json;
using ActorCrawler.Core.Http;
using ActorCrawler.Core.Sitemaps;
using ActorCrawler.Core.Tests.Conformance;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Tests.Sitemaps;

public sealed class SitemapConformanceTests
{
    private static readonly SitemapSettings Settings = new() { MaxUrls = 50_000, MaxBytes = 50 << 20, MaxUrlBytes = 8192 };

    [Fact]
    public void Crawler_commons_cases_pass() => ConformanceFile.Run("sitemap/crawlercommons.jsonl", CheckCrawlerCommons);

    [Fact]
    public void Edge_cases_pass() => ConformanceFile.Run("sitemap/edge_cases.jsonl", item =>
    {
        // That nothing is read or fetched holds by construction: Core refers to no file and no socket (LayeringTests).
        var count = Read(item, Settings, out _).Count;
        var expected = item.GetProperty("expect");
        int Bound(string name, int otherwise) => expected.TryGetProperty(name, out var bound) ? bound.GetInt32() : otherwise;
        var exact = Bound("count", -1);
        var passed = exact >= 0 ? count == exact : count >= Bound("count_min", 0) && count <= Bound("count_max", int.MaxValue);
        return passed ? CaseOutcome.Passed : CaseOutcome.Differs($"expected {expected}, got {count}");
    });

    private static CaseOutcome CheckCrawlerCommons(JsonElement item)
    {
        var settings = Settings with
        {
            OnlyOwnLocation = item.GetProperty("strict_same_host_prefix").GetBoolean(),
            OnlyKnownNamespace = item.GetProperty("strict_namespace").GetBoolean(),
        };
        var items = Read(item, settings, out var format);
        var expected = item.GetProperty("expect");
        if (expected.Text("error") is { } error)
        {
            // A strict parser refuses the whole file; here what is whole before the break counts, so only that nothing is thrown is asked.
            return items.Count == 0 || error.Contains("Failed to parse", StringComparison.Ordinal)
                ? CaseOutcome.Passed
                : CaseOutcome.Differs($"expected {error}, got {items.Count} items");
        }
        var names = items.ConvertAll(Show);
        var wanted = expected.GetProperty("items").EnumerateArray().Select(Show).ToList();
        if (expected.GetProperty("count").GetInt32() != items.Count)
            return CaseOutcome.Differs($"expected {wanted.Count} items, got {items.Count}: {string.Join(" | ", names)}");
        var outcome = CaseOutcome.Equal(string.Join('\n', wanted), string.Join('\n', names));
        return outcome.Difference is null && items.Count > 0 ? CaseOutcome.Equal(expected.Text("type"), TypeOf(format)) : outcome;
    }

    private static string TypeOf(SitemapFormat format) => format == SitemapFormat.UrlSet ? "XML" : format.ToString().ToUpperInvariant();

    private static string Show(SitemapItem item)
    {
        var frequency = item.ChangeFrequency == ChangeFrequency.Unknown ? null : item.ChangeFrequency.ToString().ToUpperInvariant();
        var priority = item.Kind == SitemapItemKind.Sitemap ? (double?)null : item.Priority ?? 0.5;
        return Show(item.Url, item.LastModified, priority, frequency, item.News, item.Images, item.Videos);
    }

    private static string Show(JsonElement item)
    {
        int Count(string name) => item.TryGetProperty("ext", out var ext) && ext.TryGetProperty(name, out var list) ? list.GetArrayLength() : 0;
        var modified = item.TextOrNull("lastmod") is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) : (DateTimeOffset?)null;
        var priority = item.TryGetProperty("priority", out var number) ? number.GetDouble() : (double?)null;
        return Show(Url(item.Text("loc")!).Href, modified, priority, item.TextOrNull("changefreq"), Count("NEWS"), Count("IMAGE"), Count("VIDEO"));
    }

    private static string Show(string url, DateTimeOffset? modified, double? priority, string? frequency, int news, int images, int videos) =>
        string.Create(CultureInfo.InvariantCulture, $"{url} {modified:u} {priority} {frequency} news {news} images {images} videos {videos}");

    private static List<SitemapItem> Read(JsonElement item, SitemapSettings settings, out SitemapFormat format)
    {
        using var reader = new SitemapReader(item.Bytes("body_b64"), ContentCodings.None, null, Url(item.Text("url")!), settings);
        var items = new List<SitemapItem>();
        while (reader.TryRead(out var found))
        {
            if (found.Kind != SitemapItemKind.Alternate)
                items.Add(found);
        }
        format = reader.Format;
        return items;
    }

    private static CrawlUrl Url(string text)
    {
        Assert.True(CrawlUrl.TryParse(text, null, UrlCanonicalizer.PlainUrls, out var url, out var error), $"{text}: {error}");
        return url;
    }
}
