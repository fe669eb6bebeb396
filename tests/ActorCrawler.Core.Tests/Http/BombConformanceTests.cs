using System.IO.Compression;
using System.Text;
using System.Text.Json;
using ActorCrawler.Core.Http;
using ActorCrawler.Core.Robots;
using ActorCrawler.Core.Sitemaps;
using ActorCrawler.Core.Tests.Conformance;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Tests.Http;

/// <summary>
/// Bombs by their recipes, against code without any input or output. Gzip ones are made of many members, each of them large when inflated:
/// that is gzip, too (RFC 1952 section 2.2), and quick to make.
/// </summary>
public sealed class BombConformanceTests
{
    private const int Mebibyte = 1 << 20;

    private static readonly DecodeLimits Limits = new(4 * Mebibyte, 0, 0);

    private static readonly Dictionary<string, Func<string?>> Recipes = new()
    {
        ["gzip-flat"] = () => StopsAtTheLimit(Repeat(Gzip(new byte[16 * Mebibyte]), 640), "gzip", 10L * 1024 * Mebibyte),
        ["br-flat"] = () => StopsAtTheLimit(Brotli(new byte[16 * Mebibyte]), "br", 16L * Mebibyte),
        ["nested-gzip"] = NestedGzip,
        ["sitemap-gz"] = SitemapGz,
        ["robots-gz"] = RobotsGz,
        ["xml-entities"] = XmlEntities,
        ["zip-quine"] = ZipQuine,
    };

    [Fact]
    public void Bombs_end_at_their_limits()
    {
        const string File = "http/bombs.json";
        if (ConformanceFile.Find(File) is not { } path)
            return;
        using var document = JsonDocument.Parse(System.IO.File.ReadAllBytes(path));
        var differences = new Dictionary<string, string>();
        var total = 0;
        foreach (var item in document.RootElement.GetProperty("cases").EnumerateArray())
        {
            total++;
            var name = item.Text("name")!;
            var difference = Recipes.TryGetValue(name, out var run) ? run() : "there is no recipe";
            if (difference is not null)
                differences.Add(name, difference);
        }
        ConformanceFile.Report(File, differences, total);
    }

    private static string? StopsAtTheLimit(byte[] body, string coding, long inflated)
    {
        // Memory that lives on is bounded by the buffers; what is handed out in all shows that no more than the limit was ever inflated.
        using var decoder = ContentDecoder.Open(body, Known(coding), Limits);
        var buffer = new byte[64 * 1024];
        long total = 0;
        while (decoder.Read(buffer) is > 0 and var count)
            total += count;
        return total == Limits.MaxBytes && inflated > total && decoder.Status == DecodeStatus.TooLarge ? null : $"{total} bytes of {inflated}, {decoder.Status}";
    }

    private static string? NestedGzip()
    {
        var body = new byte[Mebibyte];
        for (var layer = 0; layer < 10; layer++)
            body = Gzip(body);
        var field = string.Join(", ", Enumerable.Repeat("gzip", 10));
        if (ContentCodings.Parse([field], 5) is not ContentCodings.TooMany)
            return "the chain was not refused";

        // Where the limit on the chain is lifted, the limit on bytes still holds between the layers.
        using var decoded = ContentDecoder.DecodeAll(body, Known(field, 10), new DecodeLimits(64 * 1024, 0, 0));
        return decoded.Status == DecodeStatus.TooLarge && decoded.Bytes.Length <= 64 * 1024 ? null : $"{decoded.Bytes.Length} bytes, {decoded.Status}";
    }

    private static string? SitemapGz()
    {
        var head = Encoding.ASCII.GetBytes("<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>");
        var urls = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<url><loc>http://site.example/page/{i:D8}</loc></url>")));
        byte[] body = [.. Gzip(head), .. Repeat(Gzip(urls), (1024 * Mebibyte / urls.Length) + 1)];
        var settings = new SitemapSettings { MaxUrls = 50_000, MaxBytes = 4 * Mebibyte, MaxUrlBytes = 2048 };
        using var reader = new SitemapReader(body, ContentCodings.None, null, Site, settings);
        while (reader.TryRead(out _))
        {
        }
        var inLimit = 4 * Mebibyte / (urls.Length / 20_000);
        return reader.Taken + reader.OverLimit <= inLimit && reader.Taken == 50_000 && reader.OverLimit > 20_000 && reader.Status == DecodeStatus.TooLarge
            ? null
            : $"took {reader.Taken}, over the limit {reader.OverLimit}, {reader.Status}";
    }

    private static string? RobotsGz()
    {
        const int Limit = 500 * 1024;
        var start = Encoding.ASCII.GetBytes("User-agent: *\nDisallow: /a\n");
        var late = Encoding.ASCII.GetBytes("Disallow: /b\n");
        var comment = Encoding.ASCII.GetBytes(new string('#', (499 * 1024) - start.Length - 1) + "\n");
        byte[] body = [.. Gzip(start), .. Gzip(comment), .. Gzip(late), .. Repeat(Gzip(Encoding.ASCII.GetBytes(new string('#', Mebibyte))), 1024)];
        using var decoded = ContentDecoder.DecodeAll(body, Known("gzip"), new DecodeLimits(Limit + 1, 0, 0));
        var rules = RobotsRules.Parse(decoded.Bytes.Span, "TestBot", Limit);
        return decoded.Bytes.Length == Limit + 1 && rules is { Count: 2, IsCut: true } ? null : $"{decoded.Bytes.Length} bytes, {rules.Count} rules";
    }

    private static string? XmlEntities()
    {
        var declarations = string.Concat(Enumerable.Range(1, 20).Select(i => $"<!ENTITY e{i} \"{string.Concat(Enumerable.Repeat($"&e{i - 1};", 10))}\">"));
        var laughs = $"<!DOCTYPE u [<!ENTITY e0 \"ha\">{declarations}]><urlset><url><loc>http://site.example/&e20;</loc></url></urlset>";
        var blowUp = $"<!DOCTYPE u [<!ENTITY e \"{new string('a', 100_000)}\">]><urlset><url><loc>http://site.example/"
            + string.Concat(Enumerable.Repeat("&e;", 100_000)) + "</loc></url></urlset>";
        foreach (var text in (string[])[laughs, blowUp])
        {
            var settings = new SitemapSettings { MaxUrls = 50_000, MaxBytes = 4 * Mebibyte, MaxUrlBytes = 2048 };
            using var reader = new SitemapReader(Encoding.ASCII.GetBytes(text), ContentCodings.None, null, Site, settings);
            if (reader.TryRead(out var item) || reader.Invalid != 1)
                return $"took {item.Url.Length} characters";
        }
        return null;
    }

    /// <summary>A file that unpacks to itself for ever is stood for by one that holds another: what is unpacked is not looked into again.</summary>
    private static string? ZipQuine()
    {
        var inner = Gzip("http://site.example/a\n"u8.ToArray());
        using var decoded = ContentDecoder.DecodeAll(Gzip(inner), Known("gzip"), Limits);
        using var reader = new SitemapReader(
            Gzip(inner), ContentCodings.None, null, Site, new SitemapSettings { MaxUrls = 50_000, MaxBytes = Mebibyte, MaxUrlBytes = 2048 });
        return decoded.Bytes.Span.SequenceEqual(inner) && !reader.TryRead(out _) ? null : "what was unpacked was unpacked again";
    }

    private static CrawlUrl Site
    {
        get
        {
            Assert.True(CrawlUrl.TryParse("http://site.example/sitemap.xml.gz", null, UrlCanonicalizer.PlainUrls, out var url, out _));
            return url;
        }
    }

    private static ContentCodings.Known Known(string name, int most = 5) => Assert.IsType<ContentCodings.Known>(ContentCodings.Parse([name], most));

    private static byte[] Repeat(byte[] part, int count)
    {
        var whole = new byte[part.Length * count];
        for (var i = 0; i < count; i++)
            part.CopyTo(whole, i * part.Length);
        return whole;
    }

    private static byte[] Gzip(byte[] text)
    {
        var buffer = new MemoryStream();
        using (var stream = new GZipStream(buffer, CompressionLevel.Fastest, true))
            stream.Write(text);
        return buffer.ToArray();
    }

    private static byte[] Brotli(byte[] text)
    {
        var buffer = new MemoryStream();
        using (var stream = new BrotliStream(buffer, CompressionLevel.Fastest, true))
            stream.Write(text);
        return buffer.ToArray();
    }
}
