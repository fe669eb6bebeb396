using System.Text;
using ActorCrawler.Core.Encodings;
using ActorCrawler.Core.Html;
using ActorCrawler.Core.Pages;
using AngleSharp.Html.Parser;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;

namespace ActorCrawler.Benchmarks.Html;

/// <summary>
/// From a page's bytes to its title, description and links, beside AngleSharp and HtmlAgilityPack. One operation is one page on average: allocated bytes are
/// bytes a page. What is measured is the extractor that parser actors run; it takes headings, meta elements and JSON-LD as well.
/// </summary>
[MemoryDiagnoser]
[Config(typeof(Columns))]
public class HtmlBenchmarks
{
    private const int Pages = 512;

    private readonly HtmlParser _angleSharp = new();
    private readonly HtmlExtractor _extractor = new(BenchmarkSettings.Limits, LinkSources.Hyperlinks, "ActorCrawler");
    private readonly PageParser _parser = new(BenchmarkSettings.Parser);
    private List<WebPage> _pages = [];

    /// <summary>Loads the pages.</summary>
    [GlobalSetup]
    public void Setup() => _pages = Sample();

    /// <summary>Detects the encoding, makes it UTF-8, tokenises, extracts.</summary>
    [Benchmark(OperationsPerInvoke = Pages)]
    public int Extract()
    {
        var links = 0;
        foreach (var page in _pages)
        {
            var charset = CharsetDetector.Detect(page.Body, page.ContentType == "text/html" ? null : "utf-8");
            using var text = TextDecoder.ToUtf8(page.Body, charset);
            _extractor.Read(text.Bytes, DateTimeOffset.UnixEpoch);
            links += _extractor.Links.Length;
        }
        return links;
    }

    /// <summary>All that a parser actor does: also the content hash, resolving and judging links, the row and the link block.</summary>
    [Benchmark(OperationsPerInvoke = Pages)]
    public int Parse()
    {
        var bytes = 0;
        foreach (var page in _pages)
            bytes += ((PageOutcome.Parsed)_parser.Parse(BenchmarkSettings.Input(page.Body, page.ContentType))).Page.Row.Length;
        return bytes;
    }

    /// <summary>AngleSharp: parses the decoded text and takes title, description and links.</summary>
    [Benchmark(OperationsPerInvoke = Pages, Baseline = true)]
    public int AngleSharp()
    {
        var links = 0;
        foreach (var page in _pages)
        {
            using var document = _angleSharp.ParseDocument(Encoding.UTF8.GetString(page.Body));
            links += document.Title!.Length > 0 ? 0 : 1;
            foreach (var meta in document.QuerySelectorAll("meta"))
                links += "description".Equals(meta.GetAttribute("name"), StringComparison.OrdinalIgnoreCase) && meta.GetAttribute("content") is null ? 1 : 0;
            foreach (var anchor in document.QuerySelectorAll("a[href]"))
                links += anchor.GetAttribute("href") is null ? 0 : 1;
        }
        return links;
    }

    /// <summary>HtmlAgilityPack: the same.</summary>
    [Benchmark(OperationsPerInvoke = Pages)]
    public int HtmlAgilityPack()
    {
        var links = 0;
        foreach (var page in _pages)
        {
            var document = new HtmlAgilityPack.HtmlDocument();
            document.LoadHtml(Encoding.UTF8.GetString(page.Body));
            foreach (var node in document.DocumentNode.Descendants())
            {
                links += node.Name switch
                {
                    "title" => HtmlAgilityPackText(node.InnerText),
                    "a" => node.Attributes["href"]?.DeEntitizeValue is null ? 0 : 1,
                    "meta" when "description".Equals(node.GetAttributeValue("name", ""), StringComparison.OrdinalIgnoreCase) =>
                        node.Attributes["content"]?.DeEntitizeValue is null ? 1 : 0,
                    _ => 0,
                };
            }
        }
        return links;
    }

    private static int HtmlAgilityPackText(string text) => global::HtmlAgilityPack.HtmlEntity.DeEntitize(text).Trim().Length > 0 ? 0 : 1;

    private static List<WebPage> Sample() => WebFolder.Load().Take(Pages).ToList();

    private sealed class Columns : ManualConfig
    {
        // Made whenever the assembly's benchmarks are listed, so also for a run of others, which need no web.
        public Columns()
        {
            if (WebFolder.IsGiven) AddColumn(new MegabytesColumn(Sample().Sum(page => (long)page.Body.Length) / Pages));
        }
    }
}
