using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using ActorCrawler.Core.Encodings;
using ActorCrawler.Core.Http;
using ActorCrawler.Core.Robots;
using ActorCrawler.Core.Sitemaps;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Benchmarks.Web;

/// <summary>
/// <c>web-fuzz [INPUTS] [SEED]</c>: throws random bytes, and texts made of what the formats are made of, at everything that reads what servers
/// send beside HTML: robots.txt, sitemaps, encodings, header fields, cookies, content codings. Any exception ends it with the input in base64.
/// </summary>
internal static class WebFuzz
{
    private static readonly string[] Pieces =
    [
        "User-agent: ", "*", "Bench", "\n", "\r", "Disallow: ", "Allow: ", "/", "$", "%", "%2a", "Crawl-delay: ", "Sitemap: ", "Request-rate: 1/", "Visit-time: ", "#",
        "<", ">", "</", "/>", "<urlset>", "<url>", "<loc>", "</loc>", "</url>", "<sitemapindex>", "<sitemap>", "<rss>", "<item>", "<link>", "<feed>", "<entry>", "<guid>",
        "<lastmod>", "https://site.example/a", "&amp;", "&#x", "&", ";", "<![CDATA[", "]]>", "<!--", "-->", "<!DOCTYPE", "[", "]", "<?xml", "encoding=", "?>", "'", "\"",
        "<meta ", "charset=", "http-equiv", "content", "utf-8", "koi8-r", "text/html", "=", ",", " ", "\t", "gzip", "max-age", "9", "06", "Nov", "Sun,", "2026", ":", "-", "+",
        "GMT", "HTTP/1.1", "200", "Path=/", "Domain=", "Secure", "__Host-", "noindex", "unavailable_after:", "\0", "é", "日本", "😀", "\u001b$B", "\u001b(J", "\uFEFF",
    ];

    private static readonly string[] Labels = ["utf-8", "gb18030", "big5", "euc-jp", "iso-2022-jp", "sjis", "euc-kr", "utf-16le", "utf-16be", "koi8-r", "x-user-defined", "hz-gb-2312"];

    private static readonly string[] Codings = ["gzip", "deflate", "br", "gzip, br", "deflate, gzip"];

    private static readonly DateTimeOffset Now = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

    private static readonly SitemapSettings Sitemaps = new() { MaxUrls = 50, MaxBytes = 100_000, MaxUrlBytes = 2048 };

    private static readonly CrawlUrl Url = CrawlUrl.FromCanonical("https://site.example/maps/a");

    private static readonly UrlCanonicalizer Canonicalizer = new(Html.BenchmarkSettings.Parser.Canonicalization);

    public static int Run(string[] args)
    {
        var inputs = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        var seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
        var random = new Random(seed);
        var clock = Stopwatch.StartNew();
        long bytes = 0;
        for (var i = 0; i < inputs; i++)
        {
            var input = Make(random);
            bytes += input.Length;
            try
            {
                Check(input, random);
            }
            catch (Exception e)
            {
                Console.Error.WriteLine($"input {i} of seed {seed}: {e}");
                Console.WriteLine(Convert.ToBase64String(input));
                return 1;
            }
        }
        Console.WriteLine($"{inputs} inputs, {bytes} bytes, seed {seed}: no exception in {clock.Elapsed.TotalSeconds:0} s");
        return 0;
    }

    private static byte[] Make(Random random)
    {
        if (random.Next(4) == 0)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            return bytes;
        }
        var text = new StringBuilder();
        for (var n = random.Next(40); n > 0; n--)
            text.Append(Pieces[random.Next(Pieces.Length)]);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Check(byte[] input, Random random)
    {
        var rules = RobotsRules.Parse(input, "Bench", random.Next(300));
        var text = Encoding.Latin1.GetString(input);
        rules.JudgeUrl(text);
        rules.Explain(text);
        Urls(text);
        Urls("http://" + text);
        Headers(text, input);
        Decode(input, random);
        using var sitemap = new SitemapReader(input, ContentCodings.None, null, Url, Sitemaps);
        while (sitemap.TryRead(out var item))
            _ = CrawlUrl.FromCanonical(item.Url);
    }

    /// <summary>What parses is read back as it was written, and canonicalising it again changes nothing.</summary>
    private static void Urls(string text)
    {
        if (!CrawlUrl.TryParse(text, Url, Canonicalizer, out var url, out _))
            return;
        if (!CrawlUrl.TryParse(CrawlUrl.FromCanonical(url.Href).Href, null, Canonicalizer, out var again, out _) || !again.Equals(url))
            throw new InvalidOperationException($"{url} canonicalises to {again}");
    }

    private static void Headers(string text, byte[] input)
    {
        _ = MimeType.Extract([text, text])?.ToString();
        ContentLength.TryExtract([text], out _);
        NoSniff.IsSet([text]);
        RetryAfter.Parse(text, Now, TimeSpan.FromHours(1));
        CacheControl.Freshness(text, text, text, text, Now);
        InternetDate.TryParse(text, out _);
        RobotsTag.Parse([text], "Bench", Now);
        HttpHead.ParseResponse(input, lenient: true);
        HttpHead.ParseRequest(input, lenient: false);
        var jar = new CookieJar(new CookieLimits(5, 10), CookieRules.Rfc6265bis);
        foreach (var field in text.Split('\n'))
            jar.Set(Url, field, Now);
        jar.Get(Url, Now);
    }

    private static void Decode(byte[] input, Random random)
    {
        using (TextDecoder.ToUtf8(input, CharsetDetector.Detect(input, null)))
        using (TextDecoder.ToUtf8(input, CharsetDetector.Detect(input, Labels[random.Next(Labels.Length)])))
        {
        }
        var codings = (ContentCodings.Known)ContentCodings.Parse([Codings[random.Next(Codings.Length)]], 5);
        var limits = new DecodeLimits(10_000, 100, 1000);
        using (ContentDecoder.DecodeAll(input, codings, limits))
        {
        }
        var coded = Compress(input, codings);
        if (coded.Length > 0)
            coded[random.Next(coded.Length)] ^= (byte)(1 << random.Next(8));
        using (ContentDecoder.DecodeAll(coded.AsMemory(0, random.Next(coded.Length + 1)), codings, limits))
        {
        }
    }

    private static byte[] Compress(byte[] text, ContentCodings.Known codings)
    {
        foreach (var coding in codings.Applied)
        {
            var buffer = new MemoryStream();
            using (Stream stream = coding switch
            {
                ContentCoding.Gzip => new GZipStream(buffer, CompressionLevel.Fastest, true),
                ContentCoding.Deflate => new ZLibStream(buffer, CompressionLevel.Fastest, true),
                _ => new BrotliStream(buffer, CompressionLevel.Fastest, true),
            })
                stream.Write(text);
            text = buffer.ToArray();
        }
        return text;
    }
}
