using System.Globalization;
using System.Text;
using System.Text.Json;
using ActorCrawler.Core.Encodings;
using ActorCrawler.Core.Html;
using ActorCrawler.Core.Pages;
using ActorCrawler.Core.Tests.Conformance;
using ActorCrawler.Core.Tests.Html;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Tests.Pages;

/// <summary>Base elements, refreshes and links in whole documents.</summary>
public sealed class MarkupConformanceTests
{
    private const string Divergences = "Pages/markup.divergences.tsv";

    private static readonly ParserSettings AnyScope = Parsing.Settings with
    {
        Scope = ScopeMode.Any,
        LinkSources = Extraction.AllSources,
        Canonicalization = CanonicalizationSettings.Default with { Rules = CanonicalizationRules.DropFragment },
    };

    // What Scrapy does when it is asked to canonicalise.
    private static readonly UrlCanonicalizer Sorting = new(CanonicalizationSettings.Default with
    {
        Rules = CanonicalizationRules.DropFragment | CanonicalizationRules.SortParameters,
    });

    [Fact]
    public void Base_elements_are_applied_as_the_standard_says() => ConformanceFile.Run("html/base_href.jsonl", item =>
    {
        var page = Parsing.Parse(Parsing.Input(item.Text("html")!, item.Text("doc_url")!), AnyScope);
        var expected = item.GetProperty("expect").GetProperty("urls").EnumerateArray().Select(url => url.Text());
        return CaseOutcome.Equal(string.Join(' ', expected), string.Join(' ', Urls(page)));
    });

    [Fact]
    public void Queries_are_encoded_as_the_standard_says() => ConformanceFile.Run("html/query_encoding.jsonl", item =>
    {
        // A document in UTF-16 declares itself by its byte order mark; the label is then what HTTP says.
        var encoding = WebEncoding.ForLabel(item.Text("doc_encoding"))!;
        var html = $"<a href=\"{string.Concat(item.Text("href")!.Select(c => $"&#{(int)c};"))}\">";
        var body = encoding.IsUtf16
            ? (encoding == WebEncoding.Utf16Be ? Encoding.BigEndianUnicode : Encoding.Unicode).GetBytes(html)
            : Encoding.ASCII.GetBytes(html);
        var page = Parsing.Parse(Parsing.Input(body, "http://site.example/") with { ContentType = [$"text/html; charset={encoding.Name}"] }, AnyScope);
        return CaseOutcome.Equal($"http://site.example/?{item.Text("expect_query")}", Assert.Single(page.RowLinks()));
    });

    [Fact]
    public void Refresh_and_base_are_found_in_documents() =>
        ConformanceFile.Run("html/refresh_and_base_w3lib.jsonl", CheckW3lib, required: 0.7, Divergences);

    [Fact]
    public void Links_are_those_that_scrapy_finds() =>
        ConformanceFile.Run("html/links_scrapy.jsonl", CheckScrapy, required: 0.3, Divergences);

    [Fact]
    public void Links_are_those_that_heritrix_finds() => ConformanceFile.Run(
        "html/links_heritrix.jsonl",
        item =>
        {
            var page = Parsing.Parse(Parsing.Input(item.Text("html")!, item.Text("url")!), AnyScope);
            var expected = item.GetProperty("expect_links").EnumerateArray().Select(url => url.Text());
            return CaseOutcome.Equal(string.Join(' ', expected.Order(StringComparer.Ordinal)), string.Join(' ', Urls(page).Order(StringComparer.Ordinal)));
        },
        required: 0.6,
        Divergences);

    private static IEnumerable<string> Urls(ParsedPage page) =>
        page.Block().Where(line => line.Contains(' ', StringComparison.Ordinal)).Select(line => line.Split(' ')[2]);

    private static CaseOutcome CheckW3lib(JsonElement item)
    {
        var options = item.GetProperty("options");
        var body = item.TryGetProperty("body_recipe", out var recipe) ? Cook(recipe) : item.Bytes("body_b64");
        using var page = Read(body, options.TextOrNull("encoding") ?? "utf-8");
        Assert.True(page.Work < 64L * body.Length + 1000, $"{page.Work} steps for {body.Length} bytes");
        var resolver = new UrlResolver(UrlCanonicalizer.PlainUrls);
        if (options.TextOrNull("baseurl") is { } baseUrl)
            resolver.Reset(Parsing.Url(baseUrl), options.TextOrNull("encoding") is null ? null : WebEncoding.Windows1252);
        if (item.TryGetProperty("expect_base", out var expectedBase))
        {
            if (page.Base is { } href)
                resolver.TryRebase(page[href]);
            // The suite leaves a base as it is written; ours is serialised.
            var expectedUrl = expectedBase.Text() is { Length: > 0 } text ? Parsing.Url(text).Href : "";
            return CaseOutcome.Equal(expectedUrl, Encoding.ASCII.GetString(resolver.Base));
        }
        var expected = item.GetProperty("expect");
        var found = page.RefreshUrl is { } url && resolver.Resolve(page[url]) == UrlError.None
            ? string.Create(CultureInfo.InvariantCulture, $"{page.RefreshSeconds} {Encoding.ASCII.GetString(resolver.Resolved)}")
            : "none";
        return CaseOutcome.Equal(
            expected.ValueKind == JsonValueKind.Object
                ? string.Create(CultureInfo.InvariantCulture, $"{expected.GetProperty("seconds").GetDouble()} {Parsing.Url(expected.Text("url")!).Href}")
                : "none",
            found);
    }

    private static byte[] Cook(JsonElement recipe) => Encoding.UTF8.GetBytes(
        recipe.Text("head") + string.Concat(Enumerable.Repeat(recipe.Text("unit"), recipe.GetProperty("repeat").GetInt32())) + recipe.Text("tail"));

    // Scrapy's filters by URL are applied here, because they are no part of finding links; those by place in the document are not.
    private static CaseOutcome CheckScrapy(JsonElement item)
    {
        var options = item.GetProperty("options");
        using var page = Read(item.Bytes("body_b64"), item.Text("encoding_used")!);
        var canonicalizes = options.TryGetProperty("canonicalize", out var wanted) && wanted.GetBoolean();
        var resolver = new UrlResolver(canonicalizes ? Sorting : UrlCanonicalizer.PlainUrls);
        resolver.Reset(Parsing.Url(item.Text("url")!), null);
        if (page.Base is { } href)
            resolver.TryRebase(page[href]);
        var unique = !options.TryGetProperty("unique", out var flag) || flag.GetBoolean();
        var found = new List<string>();
        var urls = new HashSet<string>();
        foreach (var link in page.Links)
        {
            if (resolver.Resolve(page[link.Href]) != UrlError.None)
                continue;
            resolver.Canonicalize();
            var url = Encoding.ASCII.GetString(resolver.Canonical);
            if (ScrapyOptions.Allow(options, url) && (urls.Add(url) || !unique))
                found.Add($"{url} [{page.Text(link.Text)}] {(link.Relations & LinkRelations.NoFollow) != 0}");
        }
        // Two URLs that differ in the fragment are one here.
        var seen = new HashSet<string>();
        var expected = item.GetProperty("expect").EnumerateArray()
            .Select(link => (Url: link.Text("url")!.Split('#')[0], Text: link.Text("text"), Nofollow: link.GetProperty("nofollow").GetBoolean()))
            .Where(link => seen.Add(link.Url) || !unique)
            .Select(link => $"{link.Url} [{link.Text}] {link.Nofollow}");
        return CaseOutcome.Equal(string.Join('\n', expected), string.Join('\n', found));
    }

    private static HtmlExtractor Read(byte[] body, string encoding)
    {
        var web = WebEncoding.ForLabel(encoding == "latin-1" ? "latin1" : encoding)!;
        using var text = TextDecoder.ToUtf8(body, new CharsetDecision(web, CharsetSource.Http, 0));
        return Extraction.Read(text.Bytes.ToArray());
    }
}
