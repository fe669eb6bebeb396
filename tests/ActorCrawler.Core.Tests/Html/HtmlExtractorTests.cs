using System.Text;
using ActorCrawler.Core.Html;
using ActorCrawler.Core.Http;

namespace ActorCrawler.Core.Tests.Html;

public sealed class HtmlExtractorTests
{
    [Theory]
    [InlineData("<title> A \n  &amp;\tB </title>", "A & B")]
    [InlineData("<title></title><title>x</title>", "")]
    [InlineData("<svg><title>icon</title></svg><title>page</title>", "page")]
    [InlineData("<svg><title>icon</title><title>page</title>", null)]
    [InlineData("<template><title>t</title></template><body><title>page</title>", "page")]
    [InlineData("<!-- <title>c</title> --><title>page", "page")]
    [InlineData("<script>'<title>s</title>'</script><title>a<b>c</title>", "a<b>c")]
    [InlineData("<svg><foreignObject><title>page</title></foreignObject></svg>", "page")]
    [InlineData("<math><mi><title>page</title></mi></math>", "page")]
    [InlineData("<textarea><title>t</title></textarea>", null)]
    [InlineData("<p>no title", null)]
    public void Title_is_that_of_the_tree(string html, string? expected)
    {
        using var page = Extraction.Read(html);

        Assert.Equal(expected, page.Text(page.Title));
    }

    [Theory]
    [InlineData("<a href=1><A HREF='2'><area href=\"3\">", "1 2 3")]
    [InlineData("<a name=x><a href>", "")]
    [InlineData("<!--<a href=1>--><a href=2>", "2")]
    [InlineData("<!--<a href=1>--!><a href=2>", "2")]
    [InlineData("<script>a='<a href=1>'</script><a href=2>", "2")]
    [InlineData("<script><!--<script></script><a href=1>--></script><a href=2>", "2")]
    [InlineData("<style><a href=1></style><xmp><a href=2></xmp><a href=3>", "3")]
    [InlineData("<iframe><a href=1></iframe><noembed><a href=2></noembed><noframes><a href=3></noframes><a href=4>", "4")]
    [InlineData("<noscript><a href=1></noscript>", "1")]
    [InlineData("<template><a href=1><template><a href=2></template><a href=3></template><a href=4>", "4")]
    [InlineData("</template><a href=1>", "1")]
    [InlineData("<svg><a href=1><a xlink:href=2/></svg><a href=3>", "3")]
    [InlineData("<svg><path></svg><a href=1>", "1")]
    [InlineData("<svg/><a href=1>", "1")]
    [InlineData("<svg><p><a href=1>", "1")]
    [InlineData("<svg><g><a href=0></a><div><a href=1>", "1")]
    [InlineData("<div><svg><g></div><a href=1>", "1")]
    [InlineData("<svg><g></g></p><a href=1>", "1")]
    [InlineData("<svg><foreignObject><a href=1></a></foreignObject><a href=2></a></svg><a href=3>", "1 3")]
    [InlineData("<svg><foreignObject><div></foreignObject><a href=1></svg><a href=2>", "1 2")]
    [InlineData("<svg><desc><a href=1></desc></svg>", "1")]
    [InlineData("<svg><style><a href=1></style></svg><a href=2>", "2")]
    [InlineData("<svg><script><a href=1></script></svg><a href=2>", "2")]
    [InlineData("<svg><![CDATA[<p><a href=1>]]></svg><a href=2>", "2")]
    [InlineData("<![CDATA[<a href=1>]]><a href=2>", "2")]
    [InlineData("<svg><foreignObject><![CDATA[<a href=1>]]></foreignObject></svg><a href=2>", "2")]
    [InlineData("<svg><foreignObject><p><![CDATA[<a href=1>]]></p></foreignObject></svg><a href=2>", "2")]
    [InlineData("<math><mtext><a href=1></a></mtext><mi><mglyph><a href=2></mglyph></mi></math><a href=3>", "1 3")]
    [InlineData("<math><annotation-xml><a href=1></annotation-xml><annotation-xml encoding='Text/HTML'><a href=2>", "2")]
    [InlineData("<math><annotation-xml><svg><foreignObject><a href=1>", "1")]
    [InlineData("<svg><font><a href=1></font><font color=x><a href=2>", "2")]
    [InlineData("<template><svg></template><a href=1>", "1")]
    [InlineData("<svg><foreignObject><template><a href=1></template><a href=2>", "2")]
    [InlineData("<plaintext><a href=1>", "")]
    [InlineData("<textarea></textarea ><a href=1>", "1")]
    [InlineData("<a href='x&amp;y&#38;z&copy=1&notit;'>", "x&y&z&copy=1&notit;")]
    public void Links_are_those_of_the_tree(string html, string expected)
    {
        using var page = Extraction.Read(html);

        Assert.Equal(expected, string.Join(' ', page.Hrefs()));
    }

    [Fact]
    public void Links_have_relations_and_texts()
    {
        using var page = Extraction.Read("<a href=1 rel='Nofollow UGC'> a <b>b</b><script>no</script><br>c</a><a href=2>d<a href=3>e<svg><title>i</title></svg>");

        Assert.Equal([LinkRelations.NoFollow | LinkRelations.Ugc, LinkRelations.None, LinkRelations.None], page.Links.ToArray().Select(l => l.Relations));
        Assert.Equal(["a b c", "d", "e"], page.Links.ToArray().Select(l => page.Text(l.Text)!));
    }

    [Fact]
    public void Headings_have_level_and_text()
    {
        using var page = Extraction.Read(
            "<h1> One <em>more</em><style>x{}</style></h1><h2>Two<h3>Three<br>b</h4><p>text<template><h4>t</h4></template><h6>a&nbsp;b\0c</h6>");

        Assert.Equal(["1 One more", "2 Two", "3 Three b", "6 a\u00A0bc"], page.HeadingTexts());
    }

    [Fact]
    public void Meta_elements_are_sorted_by_what_they_say()
    {
        using var page = Extraction.Read(
            """
            <html lang=" en-GB "><head><META NAME=Description CONTENT=" a
              b "><meta name=description content=second><meta name=keywords content="x,  y">
            <meta name=robots content="noindex"><meta name="ROBOTS" content=noarchive><meta name=actorcrawler content="nofollow">
            <meta name=otherbot content=none><meta property="og:title" content="T &lt;"><meta property="article:tag" content="">
            <meta http-equiv=refresh content="5; url='next?a=1&amp;b'"><meta http-equiv=refresh content="0; url=late"><meta name=nothing>
            """);

        Assert.Equal("en-GB", page.Text(page.Lang));
        Assert.Equal("a b", page.Text(page.Description));
        Assert.Equal("x, y", page.Text(page.Keywords));
        Assert.Equal("noindex, noarchive", page.Text(page.MetaRobots));
        Assert.Equal(RobotsDirectives.NoIndex | RobotsDirectives.NoFollow | RobotsDirectives.NoArchive, page.Directives);
        Assert.Equal(["og:title=T <", "article:tag="], page.Properties.ToArray().Select(m => $"{page.Text(m.Name)}={page.Text(m.Content)}"));
        Assert.Equal(7, page.Metas.Length);
        Assert.Equal(5, page.RefreshSeconds);
        Assert.Equal("next?a=1&b", page.Text(page.RefreshUrl));
    }

    [Fact]
    public void Link_elements_give_canonical_and_alternates()
    {
        using var page = Extraction.Read(
            "<link rel='x CANONICAL' href=c1><link rel=canonical href=c2><link rel=alternate hreflang=de href=/de><link rel=alternate href=/feed>" +
            "<link rel=alternate hreflang=x-default href=/>");

        Assert.Equal("c1", page.Text(page.Canonical));
        Assert.Equal(["de /de", "x-default /"], page.Alternates.ToArray().Select(a => $"{page.Text(a.Lang)} {page.Text(a.Href)}"));
    }

    [Fact]
    public void Json_ld_is_kept_as_it_stands_when_it_fits()
    {
        using var page = Extraction.Read(
            "<script type='application/ld+json; charset=utf-8'>{\"a\":\"</b>\"}</script><script>no</script><script type=application/LD+JSON>" +
            new string('x', 200) + "</script><script type=application/ld+json>[]</script><script type=application/ld+json>open",
            Extraction.WideLimits with { MaxJsonLdBytes = 50 });

        Assert.Equal(["{\"a\":\"</b>\"}", "[]"], page.JsonLd.ToArray().Select(block => page.Text(block)!));
        Assert.Equal(1, page.DroppedItems);
    }

    [Fact]
    public void Further_sources_give_links_when_they_are_on()
    {
        const string html =
            "<body background=b><img src=i srcset='s1 1x, s2 2x'><video src=v poster=p><source srcset=s3><track src=t></video><object data=o></object>" +
            "<embed src=e><input type=image src=n><input src=no><script src=j></script><link rel=stylesheet href=l><iframe src=f></iframe>" +
            "<frame src=g><form action=q></form><form method=POST action=no></form><a href=a>";
        using var all = Extraction.Read(html, sources: Extraction.AllSources);
        using var few = Extraction.Read(html);

        Assert.Equal("b i s1 s2 v p s3 t o e n j l f g q a", string.Join(' ', all.Hrefs()));
        Assert.Equal("a", string.Join(' ', few.Hrefs()));
    }

    [Fact]
    public void Limits_cut_and_count()
    {
        var limits = Extraction.WideLimits with { MaxLinks = 2, MaxHeadings = 1, MaxMetas = 1, MaxTextBytes = 5, MaxHrefBytes = 4 };
        using var page = Extraction.Read(
            "<title>aaaaé</title><a href=1><a href=12345><a href=2><a href=3><h1>one two</h1><h2>x</h2><meta name=a content=1><meta name=b content=1>", limits);

        Assert.Equal("aaaa", page.Text(page.Title));
        Assert.Equal(["1", "2"], page.Hrefs());
        Assert.Equal(2, page.DroppedLinks);
        Assert.Equal(["1 one t"], page.HeadingTexts());
        Assert.Equal(2, page.DroppedItems);
    }

    [Fact]
    public void Record_does_not_depend_on_how_the_document_is_split()
    {
        const string html =
            "<!DOCTYPE html><html lang=en><title>T &eacute; x</title><base href='/b?a=1&amp;c'><meta name=description content='d &amp; d'><h1>A <b>b</b></h1>" +
            "<script type=application/ld+json>{\"a\":1}</script><svg><title>no</title><![CDATA[<a href=no>]]></svg><a href=\"x&amp;y\" rel=nofollow>text</a>";
        var bytes = Encoding.UTF8.GetBytes(html);
        using var whole = Extraction.Read(bytes);
        var expected = Describe(whole);
        using var page = new HtmlExtractor(Extraction.WideLimits, LinkSources.Hyperlinks, "x");
        for (var length = 1; length < 20; length++)
        {
            page.Start(Extraction.Now);
            var chunks = bytes.Chunk(length).ToArray();
            for (var i = 0; i < chunks.Length; i++)
                page.Feed(chunks[i], i == chunks.Length - 1);

            Assert.Equal(expected, Describe(page));
        }
    }

    [Theory]
    [InlineData("<svg>")]
    [InlineData("<svg><foreignObject>")]
    [InlineData("<svg><foreignObject><div>")]
    [InlineData("<g>")]
    [InlineData("<div>")]
    [InlineData("</x>")]
    [InlineData("<svg></x>")]
    [InlineData("<math><mi></span>")]
    [InlineData("<template>")]
    [InlineData("<h1>")]
    [InlineData("<a href=x>")]
    [InlineData("<meta name=robots content=x>")]
    [InlineData("<script type=application/ld+json>x</script>")]
    [InlineData("<b><p>")]
    public void Work_and_memory_are_bounded_when_a_million_elements_are_nested(string unit)
    {
        var document = Encoding.UTF8.GetBytes("<svg>" + string.Concat(Enumerable.Repeat(unit, unit.Length > 8 ? 100_000 : 1_000_000)) + "</y></svg></p>");
        using var page = new HtmlExtractor(Extraction.WideLimits, LinkSources.Hyperlinks, "x");

        page.Read(document, Extraction.Now);

        Assert.True(page.Work < 64L * document.Length, $"{page.Work} steps for {document.Length} bytes");
        Assert.True(page.Links.Length <= 100_000);
    }

    private static string Describe(HtmlExtractor page) => string.Join('|',
    [
        page.Text(page.Title), page.Text(page.Lang), page.Text(page.Base), page.Text(page.Description), .. page.HeadingTexts(), .. page.Hrefs(),
        .. page.Links.ToArray().Select(l => page.Text(l.Text) + l.Relations), .. page.JsonLd.ToArray().Select(b => page.Text(b)),
    ]);
}
