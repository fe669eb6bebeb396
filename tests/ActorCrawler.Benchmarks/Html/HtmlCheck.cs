using System.Text.Json;
using System.Text.RegularExpressions;
using ActorCrawler.Core.Pages;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Benchmarks.Html;

/// <summary><c>html-check</c>: parses every page of the web in <c>BENCH_WEB</c> and compares titles, descriptions and link sets with its manifest.</summary>
internal static partial class HtmlCheck
{
    public static int Run()
    {
        using var parser = new PageParser(BenchmarkSettings.Parser);
        int pages = 0, titles = 0, descriptions = 0, links = 0;
        foreach (var page in WebFolder.Load())
        {
            pages++;
            var address = page.Expected.GetProperty("url").GetString()!;
            if (!CrawlUrl.TryParse(address, null, UrlCanonicalizer.PlainUrls, out var url, out _)
                || parser.Parse(BenchmarkSettings.Input(page.Body, page.ContentType, url)) is not PageOutcome.Parsed parsed)
            {
                Console.WriteLine($"{address}: not parsed");
                continue;
            }
            using var row = JsonDocument.Parse(parsed.Page.Row);
            titles += Same(address, "title", Text(page.Expected, "title"), Text(row.RootElement, "title"));
            descriptions += Same(address, "description", Text(page.Expected, "description"), Text(row.RootElement, "description"));
            links += Same(address, "links", Links(page.Expected, page.Expected), Links(row.RootElement, page.Expected));
        }
        Console.WriteLine($"{pages} pages: {titles} titles, {descriptions} descriptions, {links} link sets as expected");
        return pages > 0 && titles == pages && descriptions == pages && links == pages ? 0 : 1;
    }

    private static int Same(string url, string what, string expected, string found)
    {
        if (expected == found)
            return 1;
        Console.WriteLine($"{url}: {what}\n  expected {expected}\n  found    {found}");
        return 0;
    }

    private static string Text(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? string.Join(' ', value.GetString()!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) : "";

    // The manifest does not count links of a page to itself (under any of its addresses, or to its base).
    private static string Links(JsonElement row, JsonElement page)
    {
        var url = page.GetProperty("url").GetString()!;
        string[] own = [url, page.TryGetProperty("variant_of", out var variant) ? variant.GetString()! : url, url[..url.IndexOf('/', 8)] + "/base/x/"];
        return row.TryGetProperty("links", out var links)
            ? string.Join('\n', links.EnumerateArray().Select(link => Normal(link.GetString()!)).Distinct().Except(own).Order(StringComparer.Ordinal))
            : "";
    }

    // Percent-encoding in capitals, as in the manifest: WHATWG serialisation leaves it as it is written.
    private static string Normal(string url) => Encoded().Replace(url, match => match.Value.ToUpperInvariant());

    [GeneratedRegex("%[0-9a-f]{2}", RegexOptions.IgnoreCase)]
    private static partial Regex Encoded();
}
