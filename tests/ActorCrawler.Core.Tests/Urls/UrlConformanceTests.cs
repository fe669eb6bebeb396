using System.Text;
using System.Text.Json;
using ActorCrawler.Core.Encodings;
using ActorCrawler.Core.Tests.Conformance;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Tests.Urls;

/// <summary>The URL standard's own cases, and those of crawlers that follow it.</summary>
public sealed class UrlConformanceTests
{
    [Fact]
    public void Parser_agrees_with_whatwg_urltestdata() => ConformanceFile.Run("url/whatwg_urltestdata.jsonl", CheckUrl);

    [Fact]
    public void Hosts_agree_with_whatwg_toascii() =>
        ConformanceFile.Run("url/whatwg_toascii.jsonl", item => CaseOutcome.Equal(item.Text("output"), HostOf(item.Text("input")!)));

    [Fact]
    public void Hosts_agree_with_IdnaTestV2() =>
        ConformanceFile.Run("url/idna_v2.jsonl", item => CaseOutcome.Equal(item.Text("output"), DomainOf(item.Text("input")!)), required: 0.99);

    [Fact]
    public void Queries_agree_with_whatwg_percent_encoding() =>
        ConformanceFile.Run("url/whatwg_percent_encoding.jsonl", CheckPercentEncoding);

    [Fact]
    public void Resolver_agrees_with_crawlercommons() => ConformanceFile.Run("url/resolve_crawlercommons.jsonl", item =>
    {
        var columns = item.GetProperty("cols");
        return CaseOutcome.Equal(columns[2].Text(), TestUrls.Parse(columns[0].Text()!, columns[1].Text())?.Href);
    });

    private static CaseOutcome CheckUrl(JsonElement item)
    {
        var input = item.Text("input")!;
        var baseUrl = item.Text("base");
        var isHttp = item.Text("scope") == "http";
        var error = TestUrls.TryParse(input, baseUrl, out var url);
        if (!isHttp || item.Text("expect") == "failure")
        {
            // A URL of another scheme is well-formed to the standard and of no use to a crawler: it must be told apart, never mistaken.
            return error != UrlError.None ? CaseOutcome.Passed : CaseOutcome.Differs($"<{input}> on <{baseUrl}>: expected an error, got <{url!.Href}>");
        }
        if (error != UrlError.None)
            return CaseOutcome.Differs($"<{input}> on <{baseUrl}>: expected <{item.Text("href")}>, got {error}");
        var differences = Components(item, url!).Where(part => part.Expected != part.Actual)
            .Select(part => $"<{input}> on <{baseUrl}>: {part.Name} expected <{part.Expected}>, got <{part.Actual}>").ToList();
        return differences.Count == 0 ? CaseOutcome.Passed : CaseOutcome.Differs(string.Join("; ", differences));
    }

    private static IEnumerable<(string Name, string? Expected, string Actual)> Components(JsonElement item, TestUrl url)
    {
        var (href, parts) = (url.Href, url.Parts);
        var user = parts.UserInfo<char>(href).ToString().Split(':', 2);
        yield return ("href", item.Text("href"), href);
        yield return ("protocol", item.Text("protocol"), parts.Scheme<char>(href).ToString() + ":");
        yield return ("username", item.Text("username"), user[0]);
        yield return ("password", item.Text("password"), user.Length > 1 ? user[1] : "");
        yield return ("host", item.Text("host"), parts.HostAndPort<char>(href).ToString());
        yield return ("hostname", item.Text("hostname"), parts.Host<char>(href).ToString());
        yield return ("port", item.Text("port"), parts.HasPort ? parts.Port.ToString(System.Globalization.CultureInfo.InvariantCulture) : "");
        yield return ("pathname", item.Text("pathname"), parts.Path<char>(href).ToString());
        yield return ("search", item.Text("search"), parts.Query<char>(href) is { Length: > 0 } query ? $"?{query}" : "");
        yield return ("hash", item.Text("hash"), parts.Fragment<char>(href) is { Length: > 0 } fragment ? $"#{fragment}" : "");
        if (item.TryGetProperty("origin", out var origin))
            yield return ("origin", origin.Text(), CrawlUrl.FromCanonical(Encoding.UTF8.GetBytes(href), parts).Host.Origin);
    }

    private static CaseOutcome CheckPercentEncoding(JsonElement item)
    {
        var resolver = new UrlResolver(UrlCanonicalizer.PlainUrls);
        var page = CrawlUrl.FromCanonical("https://example.org/");
        resolver.Reset(page, WebEncoding.ForLabel(item.Text("encoding")));
        Assert.Equal(UrlError.None, resolver.Resolve(Encoding.UTF8.GetBytes("?" + item.Text("input"))));
        return CaseOutcome.Equal("https://example.org/?" + item.Text("output"), Encoding.UTF8.GetString(resolver.Resolved));
    }

    /// <summary>The host of <c>https://INPUT/x</c>, as the web-platform tests ask for it; null when it is no URL.</summary>
    private static string? HostOf(string input) =>
        TestUrls.TryParse($"https://{input}/x", null, out var url) == UrlError.None ? url!.Parts.Host<char>(url.Href).ToString() : null;

    /// <summary>
    /// As <see cref="HostOf"/>, for inputs that hold characters which end a host: those are percent-encoded, as the web-platform tests
    /// do.
    /// </summary>
    private static string? DomainOf(string input) =>
        HostOf(string.Concat(input.Select(c => ":/?#\\@[]".Contains(c) ? $"%{(int)c:X2}" : c.ToString())));
}
