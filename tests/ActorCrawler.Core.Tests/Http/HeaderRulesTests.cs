using System.Globalization;
using System.Text;
using ActorCrawler.Core.Http;
using FsCheck;
using FsCheck.Fluent;

namespace ActorCrawler.Core.Tests.Http;

public sealed class HeaderRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("text/html; charset=utf-8", true, false, false)]
    [InlineData("application/xhtml+xml", true, true, false)]
    [InlineData("application/rss+xml", false, true, false)]
    [InlineData("application/ld+json", false, false, true)]
    [InlineData("image/svg+xml", false, true, false)]
    [InlineData("text/plain", false, false, false)]
    public void Mime_type_knows_its_family(string text, bool isHtml, bool isXml, bool isJson)
    {
        var type = MimeType.Parse(text)!;

        Assert.Equal((isHtml, isXml, isJson), (type.IsHtml, type.IsXml, type.IsJson));
    }

    [Fact]
    public void Mime_type_inherits_the_charset_of_the_first_of_its_kind() =>
        Assert.Equal("text/html;charset=gbk", MimeType.Extract(["text/html;charset=gbk", "text/html;charset=utf-8", "text/html"])?.ToString());

    [Theory]
    [InlineData("max-age=60", null, null, null, 60.0)]
    [InlineData("public, MAX-AGE=\"60\", max-age=5", null, null, null, 60.0)]
    [InlineData("max-age=60", null, null, "50", 10.0)]
    [InlineData("max-age=60", null, null, "90", 0.0)]
    [InlineData("max-age=60, no-cache", null, null, null, 0.0)]
    [InlineData("no-store", "Sun, 22 Nov 2026 13:00:00 GMT", null, null, 0.0)]
    [InlineData("private", "Sun, 22 Nov 2026 13:00:00 GMT", null, null, 3600.0)]
    [InlineData(null, "Sun, 22 Nov 2026 13:00:00 GMT", "Sun, 22 Nov 2026 12:50:00 GMT", null, 600.0)]
    [InlineData(null, "0", null, null, 0.0)]
    [InlineData("max-age=x", null, null, null, null)]
    [InlineData(null, null, null, "5", null)]
    [InlineData("max-age=99999999999999999999", null, null, null, 922337203685.0)]
    public void Freshness_is_what_caches_may_count_on(string? cacheControl, string? expires, string? date, string? age, double? seconds)
    {
        var fresh = CacheControl.Freshness(cacheControl, expires, date, age, Now)?.TotalSeconds;

        Assert.Equal(seconds, fresh is null ? null : Math.Floor(fresh.Value));
    }

    [Theory]
    [InlineData("2004", "2004-01-01 00:00:00Z")]
    [InlineData("2004-12", "2004-12-01 00:00:00Z")]
    [InlineData("2004-12-23", "2004-12-23 00:00:00Z")]
    [InlineData("2004-12-23T18:00:15+02:00", "2004-12-23 16:00:15Z")]
    [InlineData("2004-12-23T18:00Z", "2004-12-23 18:00:00Z")]
    [InlineData("2004-12-23T18:00:15.123-0130", "2004-12-23 19:30:15Z")]
    [InlineData("2004-12-23 18:00:15", "2004-12-23 18:00:15Z")]
    [InlineData("Sun, 06 Sep 2009 16:20:00 +0000", "2009-09-06 16:20:00Z")]
    [InlineData("6 Sep 09 16:20 EST", "2009-09-06 21:20:00Z")]
    [InlineData("Saturday, 25-Jun-11 15:00:00 PST", "2011-06-25 23:00:00Z")]
    [InlineData("25 June 2011", "2011-06-25 00:00:00Z")]
    [InlineData("2004-13-01", null)]
    [InlineData("2004-02-30", null)]
    [InlineData("2004-12-23T25:00Z", null)]
    [InlineData("0001-01-01T00:00:00+10:00", null)]
    [InlineData("yesterday", null)]
    [InlineData("", null)]
    public void Dates_of_documents_are_read(string text, string? expected) =>
        Assert.Equal(expected, InternetDate.TryParse(text, out var date) ? date.ToString("u", CultureInfo.InvariantCulture) : null);

    [Theory]
    [InlineData("Sunday, 06-Nov-76 08:49:37 GMT", 2076)]
    [InlineData("Sunday, 06-Nov-77 08:49:37 GMT", 1977)]
    [InlineData("Sunday, 06-Nov-00 08:49:37 GMT", 2000)]
    public void Two_digit_year_lies_at_most_fifty_years_ahead(string text, int year)
    {
        Assert.True(HttpDate.TryParse(text, Now, out var date));
        Assert.Equal(year, date.Year);
    }

    [Theory]
    [InlineData("noindex", RobotsDirectives.NoIndex)]
    [InlineData("NOINDEX , nofollow", RobotsDirectives.NoIndex | RobotsDirectives.NoFollow)]
    [InlineData("none", RobotsDirectives.NoIndex | RobotsDirectives.NoFollow)]
    [InlineData("all, index, follow", RobotsDirectives.None)]
    [InlineData("otherbot: noindex", RobotsDirectives.None)]
    [InlineData("TESTBOT: noindex", RobotsDirectives.NoIndex)]
    [InlineData("otherbot: noindex, nofollow, testbot: noarchive", RobotsDirectives.NoArchive)]
    [InlineData("max-snippet: 20, nosnippet", RobotsDirectives.NoSnippet)]
    [InlineData("unavailable_after: 25 Jun 2011 15:00:00 PST", RobotsDirectives.NoIndex)]
    [InlineData("unavailable_after: Saturday, 25-Jun-11 15:00:00 PST, nofollow", RobotsDirectives.NoIndex | RobotsDirectives.NoFollow)]
    [InlineData("unavailable_after: 2090-01-01, nofollow", RobotsDirectives.NoFollow)]
    [InlineData("unavailable_after: soon", RobotsDirectives.None)]
    [InlineData("noimageindex,nocache", RobotsDirectives.NoImageIndex | RobotsDirectives.NoArchive)]
    public void Robots_tag_is_for_everybody_or_for_the_crawler_it_names(string line, RobotsDirectives expected) =>
        Assert.Equal(expected, RobotsTag.Parse([line], "TestBot", Now));

    [Fact]
    public void Robots_tag_lines_add_up_and_each_starts_anew() =>
        Assert.Equal(RobotsDirectives.NoIndex | RobotsDirectives.NoArchive, RobotsTag.Parse(["otherbot: nofollow", "noindex", "testbot: noarchive"], "TestBot", Now));

    [Theory]
    [InlineData("GET /x HTTP/1.1\r\nHost: a\r\n\r\n", "GET", "/x", "HTTP/1.1")]
    [InlineData("GET /a b HTTP/1.0\nHost: a\n\n", "GET", "/a b", "HTTP/1.0")]
    [InlineData("GET /\n", "GET", "/", "")]
    public void Request_head_is_read_leniently(string text, string method, string target, string version)
    {
        var head = HttpHead.ParseRequest(Encoding.ASCII.GetBytes(text), lenient: true)!;

        Assert.Equal((method, target, version, text.Length), (head.Method, head.Target, head.Version, head.Length));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nA: 1\r\n\r\n", true)]
    [InlineData("HTTP/1.1 200 \r\nA: 1\r\nA: 2\r\n\r\nbody", true)]
    [InlineData("HTTP/1.1 200\r\nA: 1\r\n\r\n", false)]
    [InlineData("HTTP/1.1 20 OK\r\nA: 1\r\n\r\n", false)]
    [InlineData("HTTP/1.1 200 OK\r\nA : 1\r\n\r\n", false)]
    [InlineData("HTTP/1.1 200 OK\r\nA: 1\r\n b\r\n\r\n", false)]
    [InlineData("HTTP/1.1 200 OK\r\nA\r\n\r\n", false)]
    [InlineData("HTTP/1.1 200 OK\r\nA: 1\r\n", false)]
    [InlineData("HTTP 200 OK\r\n\r\n", false)]
    public void Response_head_is_read_strictly(string text, bool isValid)
    {
        var head = HttpHead.ParseResponse(Encoding.ASCII.GetBytes(text), lenient: false);

        Assert.Equal(isValid, head is not null);
        Assert.Equal(isValid ? text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4 : 0, head?.Length ?? 0);
    }

    [Fact]
    public void Repeated_fields_are_kept_apart()
    {
        var head = HttpHead.ParseResponse("HTTP/1.1 200 OK\r\nX: 1\r\nY: 0\r\nx: 2\r\n\r\n"u8, lenient: false)!;

        Assert.Equal(["1", "2"], head.Values("X"));
        Assert.Equal(["X", "Y", "x"], head.Fields.Select(field => field.Name));
    }

    /// <summary>When the crawl's clock was a day behind the server's, a wait of two minutes was taken for a day, and the host given up.</summary>
    [Theory]
    [InlineData("Mon, 23 Nov 2026 12:02:00 GMT", "Mon, 23 Nov 2026 12:00:00 GMT", 120)]
    [InlineData("Sat, 21 Nov 2026 12:02:00 GMT", "Sat, 21 Nov 2026 12:00:00 GMT", 120)]
    [InlineData("Sun, 22 Nov 2026 12:02:00 GMT", "", 120)]
    [InlineData("Sun, 22 Nov 2026 12:02:00 GMT", "yesterday", 120)]
    [InlineData("Sun, 22 Nov 2026 12:02:00 GMT", "Sun, 22 Nov 2026 12:03:00 GMT", 0)]
    [InlineData("30", "Mon, 23 Nov 2026 12:00:00 GMT", 30)]
    public void Retry_after_is_counted_by_the_servers_clock_where_it_tells_it(string value, string sent, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryAfter.Parse(value, Now, TimeSpan.FromHours(1), sent));

    [Fact]
    public void Nothing_throws_on_any_text() =>
        Prop.ForAll(
            Gen.Frequency(
                (1, ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "")),
                (3, Gen.Elements("a", "/", ";", "=", "\"", "\\", ",", " ", "\t", "gzip", "nosniff", "9", "06", "Nov", "Sun", ":", "-", "GMT", "max-age", "HTTP/1.1", "200",
                    "\r\n", "\n", "testbot", "noindex", "unavailable_after", "é", "\0").ListOf().Select(list => string.Concat(list))))
                .ToArbitrary(),
            text =>
            {
                var bytes = Encoding.Latin1.GetBytes(text);
                string?[] seen =
                [
                    MimeType.Parse(text)?.ToString(), MimeType.Extract([text, text])?.ToString(), ContentLength.TryExtract([text], out _).ToString(),
                    NoSniff.IsSet([text]).ToString(), RetryAfter.Parse(text, Now, TimeSpan.FromHours(1), text)?.ToString(), CookieDate.TryParse(text, out _).ToString(),
                    CacheControl.Freshness(text, text, text, text, Now)?.ToString(), InternetDate.TryParse(text, out _).ToString(),
                    RobotsTag.Parse([text], "testbot", Now).ToString(), RobotsTag.ParseMeta(text, Now).ToString(), StatusLine.TryParse(text, out _, out _).ToString(),
                    HttpHead.ParseResponse(bytes, true)?.Reason, HttpHead.ParseResponse(bytes, false)?.Reason, HttpHead.ParseRequest(bytes, true)?.Target,
                    HttpHead.ParseRequest(bytes, false)?.Target, ContentCodings.Parse([text], 3).ToString(),
                ];
                return MimeType.Parse(text) is not { } type || MimeType.Parse(type.ToString())?.ToString() == type.ToString() && seen.Length > 0;
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(4000).WithEndSize(60).WithReplay(61, 63));
}
