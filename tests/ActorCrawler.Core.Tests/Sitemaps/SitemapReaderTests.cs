using System.IO.Compression;
using System.Text;
using ActorCrawler.Core.Http;
using ActorCrawler.Core.Sitemaps;
using ActorCrawler.Core.Urls;
using FsCheck;
using FsCheck.Fluent;

namespace ActorCrawler.Core.Tests.Sitemaps;

public sealed class SitemapReaderTests
{
    private static readonly SitemapSettings Settings = new() { MaxUrls = 100, MaxBytes = 1 << 20, MaxUrlBytes = 2048 };

    [Fact]
    public void Entry_is_read_with_all_it_says()
    {
        var items = Read(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <s:urlset xmlns:s="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml" xmlns:image="i" xmlns:video="v">
              <s:url>
                <s:lastmod>2026-11-22T10:00:00+01:00</s:lastmod>
                <s:loc> https://site.example/a?x=1&amp;y=%20&#x26;z#f </s:loc>
                <s:changefreq>Hourly</s:changefreq><s:priority>0.9</s:priority>
                <xhtml:link rel="alternate" hreflang="de" href="https://site.example/de?a&amp;b"/>
                <xhtml:link rel="stylesheet" href="https://site.example/x.css"/>
                <image:image><image:loc>https://site.example/a.png</image:loc></image:image>
                <image:image><image:loc>https://site.example/b.png</image:loc></image:image>
                <video:video><video:player_loc>https://site.example/v</video:player_loc><s:loc>https://not.example/</s:loc></video:video>
              </s:url>
              <s:url><s:loc>https://site.example/b</s:loc></s:url>
            </s:urlset>
            """,
            out var reader);

        Assert.Equal(
            [
                new SitemapItem { Url = "https://site.example/de?a&b", Kind = SitemapItemKind.Alternate, Language = "de" },
                new SitemapItem
                {
                    Url = "https://site.example/a?x=1&y=%20&z",
                    Kind = SitemapItemKind.Page,
                    LastModified = new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero),
                    ChangeFrequency = ChangeFrequency.Hourly,
                    Priority = 0.9,
                    Images = 2,
                    Videos = 1,
                },
                new SitemapItem { Url = "https://site.example/b", Kind = SitemapItemKind.Page },
            ],
            items);
        Assert.Equal((SitemapFormat.UrlSet, 2, 1), (reader.Format, reader.Taken, reader.Alternates));
    }

    [Fact]
    public void Atom_entry_leads_to_its_alternate()
    {
        var items = Read(
            """
            <feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="https://site.example/feed"/><link href="https://site.example/"/>
            <entry><link rel="self" href="https://site.example/e1.xml"/><link href="https://site.example/e1"/><link href="https://site.example/other"/>
            <published>2020-01-01T00:00:00Z</published><updated>2021-01-01T00:00:00Z</updated>
            <source><link href="https://source.example/"/><updated>1999-01-01</updated></source></entry>
            <entry><link rel="alternate" type="text/html" href="https://site.example/e2"/><published>2020-01-01T00:00:00Z</published></entry></feed>
            """,
            out var reader);

        Assert.Equal(["https://site.example/e1 2021", "https://site.example/e2 2020"], items.Select(item => $"{item.Url} {item.LastModified?.Year}"));
        Assert.Equal(SitemapFormat.Atom, reader.Format);
    }

    [Theory]
    [InlineData("<rdf:RDF xmlns:rdf='r'><channel><link>https://site.example/</link></channel><item rdf:about='https://site.example/1'><dc:date>2020-05-06</dc:date></item></rdf:RDF>")]
    [InlineData("<rss><channel><item><guid>https://site.example/1</guid><pubDate>Wed, 06 May 2020 00:00:00 GMT</pubDate></item></channel></rss>")]
    [InlineData("<rss><channel><item><title>a < b & c</title><link>https://site.example/1</link><pubDate>6 May 2020</pubDate><description><br>x</description>")]
    [InlineData("<rss><channel><item><atom:link href='https://other.example/'/><link><![CDATA[https://site.example/1]]></link><pubDate>2020-05-06</pubDate><item>")]
    public void Rss_item_leads_to_its_link_or_identifier(string text)
    {
        var item = Assert.Single(Read(text, out var reader));

        Assert.Equal(("https://site.example/1", SitemapFormat.Rss), (item.Url, reader.Format));
        Assert.Equal(new DateTimeOffset(2020, 5, 6, 0, 0, 0, TimeSpan.Zero), item.LastModified);
    }

    [Theory]
    [InlineData("<urlset><url><loc>https://site.example/1", "")]
    [InlineData("<urlset><url><loc>https://site.example/1<", "")]
    [InlineData("<urlset><url><loc>https://site.example/1</", "https://site.example/1")]
    [InlineData("<urlset><url><loc>https://site.example/1</loc>", "https://site.example/1")]
    [InlineData("<urlset><url><loc>https://site.example/1</loc><lastmod>2020-0", "https://site.example/1")]
    [InlineData("<urlset><url><loc>https://site.example/1<lastmod>2020</lastmod></url>", "https://site.example/1 2020")]
    [InlineData("<urlset><url><loc>https://site.example/1</loc><url><loc>https://site.example/2</loc></urlset>", "https://site.example/1|https://site.example/2")]
    [InlineData("<url><loc>https://site.example/1</loc></url>", "https://site.example/1")]
    [InlineData("<URLSET><Url><LOC>https://site.example/1</Loc></URL></URLSET>", "https://site.example/1")]
    [InlineData("<urlset><url><loc/><lastmod/></url><url><loc>https://site.example/1</loc></url>", "https://site.example/1")]
    [InlineData("<urlset><url><PageMap><loc>https://site.example/no</loc><url><loc>https://site.example/1</loc></url>", "https://site.example/1")]
    [InlineData("<html><body><urlset><url><loc>https://site.example/1</loc></url></urlset>", "")]
    [InlineData("<!DOCTYPE html><HTML><p>", "")]
    [InlineData("<!DOCTYPE u [<!ENTITY a '>]'>]><urlset><url><loc>https://site.example/&a;</loc></url><url><loc>https://site.example/1</loc></url>", "https://site.example/1")]
    [InlineData("<urlset><url><loc>https://site.example/?a=1&b=2&amp;c&#x;&#1114112;</loc></url>", "https://site.example/?a=1&b=2&c&")]
    [InlineData("<urlset><url><!-- <loc>https://site.example/no</loc> --><loc>https://site.example/1<!-- x --></loc></url>", "https://site.example/1")]
    [InlineData("<urlset><url><loc>ftp://site.example/1</loc></url><url><loc>javascript:1</loc></url><url><loc>//site.example/1</loc></url>", "")]
    [InlineData("<urlset><url><loc>site.example/1</loc></url><url><loc>www.other.example/2</loc></url><url><loc>page.html</loc></url>", "https://site.example/1|https://www.other.example/2")]
    public void Broken_xml_yields_what_is_plain(string text, string expected)
    {
        var items = Read(text, out _);

        Assert.Equal(expected, string.Join('|', items.Select(item => item.Url + (item.LastModified is { } date ? $" {date.Year}" : ""))));
    }

    [Fact]
    public void What_is_over_a_limit_is_counted()
    {
        var text = "<urlset>" + string.Concat(Enumerable.Range(0, 150).Select(i => $"<url><loc>https://site.example/{i}</loc></url>"))
            + $"<url><loc>https://site.example/{new string('x', 3000)}</loc></url></urlset>";

        var items = Read(text, out var reader);

        Assert.Equal((100, 100, 51), (items.Count, reader.Taken, reader.OverLimit));
        Assert.Equal(1, Count($"<urlset><url><loc>https://site.example/{new string('x', 3000)}</loc></url></urlset>", Settings).Invalid);
    }

    [Fact]
    public void Sitemap_over_the_byte_limit_is_cut()
    {
        var text = "<urlset>" + string.Concat(Enumerable.Range(0, 50).Select(i => $"<url><loc>https://site.example/{i:D4}</loc></url>"));

        var reader = Count(text, Settings with { MaxBytes = text.Length / 2 });

        Assert.InRange(reader.Taken, 20, 26);
        Assert.Equal(DecodeStatus.TooLarge, reader.Status);
    }

    [Fact]
    public void Page_outside_the_own_folder_is_counted_when_that_is_asked()
    {
        const string Text = "https://site.example/maps/a\nhttps://site.example/b\nhttp://site.example/maps/c\n";

        var reader = Count(Text, Settings with { OnlyOwnLocation = true });

        Assert.Equal((1, 2), (reader.Taken, reader.Foreign));
    }

    [Theory]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", false)]
    public void Encoding_is_told_by_mark_or_first_bytes(string name, bool hasMark)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] xml = [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes("<urlset><url><loc>https://site.example/é</loc></url></urlset>")];
        byte[] lines = [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes("https://site.example/é\r\n")];

        Assert.Equal("https://site.example/%C3%A9", Assert.Single(Read(xml, out _)).Url);
        if (hasMark)
            Assert.Equal("https://site.example/%C3%A9", Assert.Single(Read(lines, out _)).Url);
    }

    [Fact]
    public void Declared_encoding_is_used()
    {
        var body = Encoding.Latin1.GetBytes("<?xml version='1.0' encoding='iso-8859-1'?><urlset><url><loc>https://site.example/é</loc></url></urlset>");

        Assert.Equal("https://site.example/%C3%A9", Assert.Single(Read(body, out _)).Url);
    }

    [Fact]
    public void Items_do_not_depend_on_where_blocks_end()
    {
        // Tags, references, sections and lines that lie across the ends of buffers at any place.
        var entry = "<url><loc>https://site.example/{0}?a&amp;b</loc><lastmod><![CDATA[2020-01-02]]></lastmod><!-- - -- > --></url>\n";
        for (var shift = 0; shift < entry.Length; shift += 3)
        {
            var text = "<urlset>" + new string(' ', 65_536 - 200 + shift) + string.Concat(Enumerable.Range(0, 5).Select(i => entry.Replace("{0}", $"{i}", StringComparison.Ordinal)));
            var items = Read(text, out _);
            Assert.Equal(Enumerable.Range(0, 5).Select(i => $"https://site.example/{i}?a&b 2020-01-02"), items.Select(item => $"{item.Url} {item.LastModified:yyyy-MM-dd}"));
        }
    }

    [Fact]
    public void Long_tags_and_texts_are_passed_over()
    {
        var filler = new string('x', 200_000);
        var text = $"<urlset {filler}><urlset><url><title>{filler}</title><b a='{filler}'/><loc>https://site.example/1</loc><![CDATA[{filler}]]></url></urlset>";

        Assert.Equal("https://site.example/1", Assert.Single(Read(text, out _)).Url);
        Assert.Empty(Read(filler + filler, out _));
    }

    [Fact]
    public void Gzip_file_is_read_when_it_is_cut()
    {
        var buffer = new MemoryStream();
        using (var stream = new GZipStream(buffer, CompressionLevel.Fastest, true))
            stream.Write(Encoding.ASCII.GetBytes("<urlset>" + string.Concat(Enumerable.Range(0, 99).Select(i => $"<url><loc>https://site.example/{i * 7919}</loc></url>"))));
        var body = buffer.ToArray();

        var items = Read(body[..(body.Length / 2)], out var reader);

        Assert.InRange(items.Count, 10, 90);
        Assert.Equal(DecodeStatus.Truncated, reader.Status);
    }

    [Fact]
    public void Nothing_throws_on_any_bytes() =>
        Prop.ForAll(
            Gen.Frequency(
                (1, ArbMap.Default.GeneratorFor<byte[]>()),
                (4, Gen.Elements("<", ">", "</", "/>", "urlset", "url", "loc", "<urlset>", "<url>", "<loc>", "</loc>", "</url>", "<rss>", "<item>", "<link>", "<feed>",
                    "<entry>", "<link href='", "https://site.example/a", "&amp;", "&#", ";", "&", "<![CDATA[", "]]>", "<!--", "-->", "<!DOCTYPE", "[", "]", "'", "\"",
                    "<?", "?>", " ", "\n", "\0", "é", ":", "xhtml:link rel='alternate' href='x'").ListOf().Select(list => Encoding.UTF8.GetBytes(string.Concat(list)))))
                .ToArbitrary(),
            body => Read(body, out _).TrueForAll(item => item.Url.StartsWith("http", StringComparison.Ordinal)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1500).WithEndSize(60).WithReplay(71, 73));

    private static List<SitemapItem> Read(string text, out SitemapReader reader) => Read(Encoding.UTF8.GetBytes(text), out reader);

    private static List<SitemapItem> Read(byte[] body, out SitemapReader reader)
    {
        using var opened = Open(body, Settings);
        var items = new List<SitemapItem>();
        while (opened.TryRead(out var item))
            items.Add(item);
        reader = opened;
        return items;
    }

    private static SitemapReader Count(string text, SitemapSettings settings)
    {
        using var reader = Open(Encoding.UTF8.GetBytes(text), settings);
        while (reader.TryRead(out _))
        {
        }
        return reader;
    }

    private static SitemapReader Open(byte[] body, SitemapSettings settings)
    {
        Assert.True(CrawlUrl.TryParse("https://site.example/maps/sitemap.xml", null, UrlCanonicalizer.PlainUrls, out var url, out _));
        return new SitemapReader(body, ContentCodings.None, null, url, settings);
    }
}
