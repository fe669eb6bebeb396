using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using ActorCrawler.Core.Http;
using ActorCrawler.Core.Pages;
using ActorCrawler.Core.Urls;
using FsCheck;
using FsCheck.Fluent;

namespace ActorCrawler.Core.Tests.Pages;

public sealed class PageParserTests
{
    [Fact]
    public void Row_has_every_key_in_the_documented_order()
    {
        const string html =
            """
            <!DOCTYPE html><html lang="de"><head><meta charset=utf-8><title>Grüße &amp; "Küsse"</title><meta name=description content="a\b"><meta name=keywords content="k">
            <meta name=robots content="noarchive"><link rel=canonical href="/c?utm_source=x#f"><meta property="og:title" content="T"><meta name=author content="A">
            <link rel=alternate hreflang=en href="/en#x"><link rel=alternate hreflang=fr href="mailto:x"><script type="application/ld+json">
             { "a" : [ 1 , "x  y" ] }
            </script><script type="application/ld+json">{broken}</script></head><body><h1>Eins</h1><a href="../q?utm_source=1&amp;b=2#frag">x</a><a href="//other.example">o</a>
            """;
        var body = Encoding.UTF8.GetBytes(html);
        var hash = Convert.ToHexStringLower(SHA256.HashData(body));

        var page = Parsing.Parse(Parsing.Input(body) with { Referrer = "http://site.example/", XRobotsTag = ["nosnippet", "otherbot: none"], ContentType = ["text/html; charset=UTF-8"] });

        Assert.Equal(
            "{\"url\":\"http://site.example/dir/page?x=1\",\"status\":200,\"depth\":1,\"referrer\":\"http://site.example/\"," +
            "\"fetched_at\":\"2026-11-22T08:11:12.345Z\",\"elapsed_ms\":13,\"content_type\":\"text/html; charset=UTF-8\",\"charset\":\"UTF-8\"," +
            $"\"size\":{body.Length},\"content_hash\":\"sha256:{hash}\",\"title\":\"Grüße & \\\"Küsse\\\"\",\"description\":\"a\\\\b\",\"keywords\":\"k\"," +
            "\"meta_robots\":\"noarchive\",\"x_robots_tag\":\"nosnippet, otherbot: none\",\"lang\":\"de\",\"canonical\":\"http://site.example/c?utm_source=x\"," +
            "\"headings\":[{\"level\":1,\"text\":\"Eins\"}],\"og\":[{\"property\":\"og:title\",\"content\":\"T\"}]," +
            "\"meta\":[{\"name\":\"description\",\"content\":\"a\\\\b\"},{\"name\":\"keywords\",\"content\":\"k\"},{\"name\":\"robots\",\"content\":\"noarchive\"}," +
            "{\"name\":\"author\",\"content\":\"A\"}],\"hreflang\":[{\"lang\":\"en\",\"url\":\"http://site.example/en\"}],\"json_ld\":[{\"a\":[1,\"x  y\"]}]," +
            "\"links\":[\"http://site.example/q?utm_source=1&b=2\",\"http://other.example/\"]}\n",
            page.Row());
        Assert.Equal(["http://site.example", "0 queued http://site.example/q?b=2"], page.Block());
        Assert.Equal(hash, Convert.ToHexStringLower(page.ContentHash.Span));
        Assert.Equal(RobotsDirectives.NoArchive | RobotsDirectives.NoSnippet, page.Directives);
        Assert.Equal(1, page.ExternalLinks);
        Assert.Equal("http://site.example/c?utm_source=x", page.Canonical);
        Assert.False(page.IsIndexable);
    }

    [Fact]
    public void Row_leaves_out_what_the_page_does_not_have()
    {
        var page = Parsing.Parse(Parsing.Input("<title></title>plain"));

        Assert.Equal(
            ["url", "status", "depth", "fetched_at", "elapsed_ms", "content_type", "charset", "size", "content_hash", "title"],
            page.Json().EnumerateObject().Select(p => p.Name));
        Assert.True(page.Links.IsEmpty);
        Assert.True(page.IsIndexable);
    }

    [Fact]
    public void Links_are_resolved_against_the_base_even_those_before_it()
    {
        var page = Parsing.Parse(Parsing.Input("<a href=early><base href='http://site.example/base/?q'><a href=late><a href='?x'>"));

        Assert.Equal(["http://site.example/base/early", "http://site.example/base/late", "http://site.example/base/?x"], page.RowLinks());
    }

    [Fact]
    public void Links_are_unique_in_the_row_and_by_fingerprint_in_the_block()
    {
        var page = Parsing.Parse(Parsing.Input("<a href=a><a href=a#x><a href='a?utm_source=1'><a href='a?'><area href=a><a href='?x=1'><a href='mailto:x'><a href='http://[bad'>"));

        Assert.Equal(
            ["http://site.example/dir/a", "http://site.example/dir/a?utm_source=1", "http://site.example/dir/a?", "http://site.example/dir/page?x=1"],
            page.RowLinks());
        Assert.Equal(["http://site.example", "0 queued http://site.example/dir/a"], page.Block());
        Assert.Equal(8, page.LinksSeen);
    }

    [Fact]
    public void Nofollow_keeps_links_from_the_queue_but_not_from_the_row()
    {
        const string html = "<a rel=nofollow href=a><a href=b><a rel='x NoFollow' href=c><a href=a>";

        var page = Parsing.Parse(Parsing.Input(html));
        var ignored = Parsing.Parse(Parsing.Input(html), Parsing.Settings with { ObeyNofollow = false });
        var byMeta = Parsing.Parse(Parsing.Input("<meta name=robots content=nofollow><a href=a>"));
        var byHeader = Parsing.Parse(Parsing.Input("<a href=a>") with { XRobotsTag = ["actorcrawler: nofollow"] });
        var forOthers = Parsing.Parse(Parsing.Input("<a href=a>") with { XRobotsTag = ["otherbot: nofollow"] });

        Assert.Equal(3, page.RowLinks().Length);
        Assert.Equal(["http://site.example", "0 queued http://site.example/dir/b", "0 queued http://site.example/dir/a"], page.Block());
        Assert.Equal(1, page.NofollowLinks);
        Assert.Equal(4, ignored.Block().Count);
        Assert.Empty(byMeta.Block());
        Assert.Empty(byHeader.Block());
        Assert.Equal(2, forOthers.Block().Count);
    }

    [Fact]
    public void Links_are_judged_by_scope_patterns_and_length()
    {
        var settings = Parsing.Settings with { Include = ["/dir/"], Exclude = ["secret"], MaxUrlBytes = 60 };
        var page = Parsing.Parse(
            Parsing.Input($"<a href=ok><a href=/elsewhere><a href=secret><a href={new string('x', 60)}><a href=https://www.site.example/dir/><a href=http://other.example/dir/>" +
                "<a href=http://other.example/dir/#a>"),
            settings);

        Assert.Equal(
        [
            "http://site.example", "https://www.site.example", "0 queued http://site.example/dir/ok", "0 not-included http://site.example/elsewhere",
            "0 exclude-pattern http://site.example/dir/secret", $"0 url-too-long http://site.example/dir/{new string('x', 60)}",
            "1 queued https://www.site.example/dir/",
        ],
            page.Block());
        Assert.Equal(1, page.ExternalLinks);
    }

    [Fact]
    public void Links_are_judged_by_trap_rules_when_there_are_limits()
    {
        var settings = Parsing.Settings with { Traps = TrapSettings.Off with { MaxPathSegments = 3, CalendarMonthsAhead = 12 } };
        var page = Parsing.Parse(Parsing.Input("<a href=/a/b/c><a href=/a/b/c/d><a href='/calendar?year=2031&month=5'>"), settings);

        Assert.Equal(
        [
            "http://site.example", "0 queued http://site.example/a/b/c", "0 trap-path-segments http://site.example/a/b/c/d",
            "0 trap-calendar http://site.example/calendar?year=2031&month=5",
        ],
            page.Block());
    }

    [Fact]
    public void Patterns_that_run_out_of_time_cost_a_page_a_few_time_limits_and_no_more()
    {
        // Back-references run with backtracking, here exponentially.
        var settings = Parsing.Settings with { Exclude = [@"(a+)+\1b$"], PatternTimeLimit = TimeSpan.FromMilliseconds(1) };
        var html = string.Concat(Enumerable.Range(0, 2000).Select(i => $"<a href=/{i}{new string('a', 60)}c>")) + "<a href=http://other.example/aaaa>";

        var page = Parsing.Parse(Parsing.Input(html), settings);

        Assert.Equal(2000, page.Block().Count(line => line.StartsWith("0 pattern-timeout ", StringComparison.Ordinal)));
        Assert.Equal(1, page.ExternalLinks);
    }

    [Fact]
    public void Hosts_may_join_the_scope()
    {
        using var parser = new PageParser(Parsing.Settings);
        var input = Parsing.Input("<a href=http://other.example/>");

        Assert.Empty(Assert.IsType<PageOutcome.Parsed>(parser.Parse(input)).Page.Block());
        Assert.True(parser.AddHost(new HostKey("http://other.example")));
        Assert.False(parser.AddHost(new HostKey("http://other.example")));
        Assert.Equal(2, Assert.IsType<PageOutcome.Parsed>(parser.Parse(input)).Page.Block().Count);
    }

    [Fact]
    public void Meta_refresh_is_a_link_of_its_own_kind()
    {
        var page = Parsing.Parse(Parsing.Input("<meta http-equiv=refresh content='0;url=next'><a href=a>"));

        Assert.Equal(["http://site.example", "0 queued http://site.example/dir/a", "0 queued http://site.example/dir/next Refresh"], page.Block());
        Assert.Equal(["http://site.example/dir/a"], page.RowLinks());
    }

    [Theory]
    [InlineData("<link rel=canonical href='/dir/page?x=1#top'>", null, true)]
    [InlineData("<link rel=canonical href='/dir/page?x=1&utm_source=2'>", null, true)]
    [InlineData("<link rel=canonical href='/other'>", null, false)]
    [InlineData("<link rel=canonical href='mailto:x'>", null, true)]
    [InlineData("", "</other>; rel=\"x canonical\"", false)]
    [InlineData("", "</dir/page?x=1>; rel=canonical, </other>; rel=canonical", true)]
    [InlineData("", "</a>; rel=preload; as=\"x,y;\", </other>;rel=canonical", false)]
    [InlineData("<link rel=canonical href='/dir/page?x=1'>", "</other>; rel=canonical", true)]
    [InlineData("<meta name=robots content=noindex>", null, false)]
    public void Page_is_indexable_when_nothing_speaks_against_it(string head, string? link, bool expected)
    {
        var page = Parsing.Parse(Parsing.Input(head) with { Link = link is null ? [] : [link] });

        Assert.Equal(expected, page.IsIndexable);
    }

    [Fact]
    public void Queries_are_written_in_the_encoding_of_the_page()
    {
        var body = Encoding.Latin1.GetBytes("<a href='/\u00e5?q=\u00e5'>");

        var page = Parsing.Parse(Parsing.Input(body) with { ContentType = ["text/html; charset=iso-8859-1"] });

        Assert.Equal(["http://site.example/%C3%A5?q=%E5"], page.RowLinks());
        Assert.Equal("windows-1252", page.Charset);
    }

    [Fact]
    public void Compressed_bodies_are_inflated_within_the_limits()
    {
        var zipped = Gzip(Encoding.UTF8.GetBytes("<title>zipped</title>" + new string(' ', 10_000)));
        using var parser = new PageParser(Parsing.Settings with { MaxInflatedBytes = 5000 });
        var input = Parsing.Input(zipped) with { ContentEncoding = ["gzip"] };

        Assert.Equal("zipped", Parsing.Parse(input).Json().GetProperty("title").GetString());
        Assert.IsType<PageOutcome.TooLarge>(parser.Parse(input));
        Assert.IsType<PageOutcome.BadContentCoding>(parser.Parse(input with { ContentEncoding = ["zstd"] }));
        Assert.IsType<PageOutcome.BadContentCoding>(parser.Parse(input with { ContentEncoding = ["br"], Body = "no brotli at all"u8.ToArray() }));
        Assert.IsType<PageOutcome.BadContentCoding>(parser.Parse(input with { ContentEncoding = ["gzip", "gzip", "gzip", "gzip"] }));
        Assert.IsType<PageOutcome.BadContentCoding>(parser.Parse(input with { Body = zipped.AsMemory(0, 8) }));
    }

    [Fact]
    public void Cut_body_is_parsed_as_far_as_it_goes()
    {
        var zipped = Gzip(Encoding.UTF8.GetBytes("<title>cut</title>" + string.Concat(Enumerable.Range(0, 3000).Select(i => $"<p>{i * 7919 % 10007}"))));

        var page = Parsing.Parse(Parsing.Input(zipped[..^100]) with { ContentEncoding = ["gzip"], IsTruncated = true });

        Assert.Equal("cut", page.Json().GetProperty("title").GetString());
        Assert.True(page.IsDamaged);
    }

    [Theory]
    [InlineData("application/pdf", "<title>x</title>", false)]
    [InlineData("text/plain", "<title>x</title>", false)]
    [InlineData("application/xhtml+xml", "<title>x</title>", true)]
    [InlineData("TEXT/HTML;charset=x", "x", true)]
    [InlineData(null, " <!doctype html><p>", true)]
    [InlineData(null, "<!-- x", true)]
    [InlineData(null, "plain", false)]
    [InlineData("nonsense", "<html>", true)]
    public void Type_decides_whether_it_is_a_page(string? contentType, string body, bool expected)
    {
        using var parser = new PageParser(Parsing.Settings);

        var outcome = parser.Parse(Parsing.Input(body) with { ContentType = contentType is null ? [] : [contentType] });

        Assert.Equal(expected, outcome is PageOutcome.Parsed);
        Assert.True(expected || outcome is PageOutcome.NotHtml { Size: > 0 } other && other.ContentType == contentType);
    }

    [Fact]
    public void Nothing_throws_and_every_row_is_json_whatever_the_bytes()
    {
        using var parser = new PageParser(Parsing.Settings with { LinkSources = Html.Extraction.AllSources });
        string[] types = ["text/html", "text/html; charset=utf-16", "text/html; charset=iso-2022-jp", "application/xhtml+xml", "text/html;charset=gb18030", ""];
        string[] pieces = ["<a href=", "\"", "<script type=application/ld+json>", "{\"a\":", "</script>", "<svg>", "<h1>", "<meta name=robots content=", "http://", "\ud800", "é", "\0", "<title>", ">", "&#x", "<base href="];
        Prop.ForAll(
            Gen.Frequency(
                (1, ArbMap.Default.GeneratorFor<byte[]>()),
                (2, Gen.Elements(pieces).ListOf().Select(list => Encoding.UTF8.GetBytes(string.Concat(list))))).Zip(Gen.Elements(types)).ToArbitrary(),
            pair =>
            {
                var page = Assert.IsType<PageOutcome.Parsed>(parser.Parse(Parsing.Input([.. "<html>"u8, .. pair.Item1]) with { ContentType = [pair.Item2] })).Page;
                Assert.Equal(page.Row.Length - 1, page.Row.Span.IndexOf((byte)'\n'));
                _ = page.Json();
                _ = page.Block();
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(60).WithReplay(23, 29));
    }

    [Fact]
    public void Parser_gives_the_same_for_a_page_whatever_came_before()
    {
        using var parser = new PageParser(Parsing.Settings);
        var input = Parsing.Input("<title>t</title><h1>h</h1><a href=a rel=nofollow><a href=//b.example><meta name=robots content=noindex><base href=/x/>");
        var fresh = Parsing.Parse(input);
        parser.Parse(Parsing.Input("<svg><template><h1>open<a href=z><script type=application/ld+json>{"));

        var again = Assert.IsType<PageOutcome.Parsed>(parser.Parse(input)).Page;

        Assert.Equal(fresh.Row(), again.Row());
        Assert.Equal(fresh.Block(), again.Block());
        Assert.Equal(fresh with { Row = default, Links = default, ContentHash = default }, again with { Row = default, Links = default, ContentHash = default });
    }

    [Fact]
    public void Parsing_allocates_little_but_its_results()
    {
        var html = new StringBuilder("<!DOCTYPE html><html lang=en><title>Title</title><meta name=description content='A &amp; B'><link rel=canonical href=/c><h1>One</h1>");
        for (var i = 0; i < 60; i++)
            html.Append(System.Globalization.CultureInfo.InvariantCulture, $"<p class=\"text\">Some text about number {i} and a <a href=\"/section/{i}/page.html?x=1&amp;y={i}#top\" title='link'>link</a>.</p>");
        using var parser = new PageParser(Parsing.Settings with { Limits = Parsing.Settings.Limits with { MaxAnchorTextBytes = 0 } });
        var input = Parsing.Input(html.ToString()) with { ContentType = ["text/html; charset=utf-8"] };
        long allocated = 0, results = 0;
        for (var i = 0; i < 200; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var page = ((PageOutcome.Parsed)parser.Parse(input)).Page;
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            results = page.Row.Length + page.Links.Length;
        }

        Assert.InRange(allocated, results, results + 2500);
    }

    private static byte[] Gzip(byte[] data)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Optimal))
            gzip.Write(data);
        return output.ToArray();
    }
}
