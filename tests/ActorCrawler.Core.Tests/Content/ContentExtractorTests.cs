using System.Text;
using ActorCrawler.Core.Content;

namespace ActorCrawler.Core.Tests.Content;

public sealed class ContentExtractorTests
{
    private const string Filler =
        "This sentence is one of several that make the paragraph long enough to be taken for what the page is about, "
        + "because it has a good many words in a row and nowhere a link among them, as running text does.";

    [Fact]
    public void Content_leaves_out_navigation_header_aside_and_footer()
    {
        var (text, _) = Read($"""
            <title>T</title><body><header><h1>Site name</h1><nav><ul><li><a href=/>Home</a><li><a href=/a>About</a></ul></nav></header>
            <div class="main-sidebar"><p>{Filler} sidebar</p></div>
            <article><h1>The title</h1><p>{Filler}</p><p>A short end.</p><aside><p>{Filler} aside</p></aside></article>
            <footer><p>Copyright. {Filler} footer</p></footer>
            """);

        Assert.Equal($"The title\n\n{Filler}\n\nA short end.", text);
    }

    [Fact]
    public void Content_is_found_by_length_and_links_when_markup_says_nothing()
    {
        var (text, _) = Read($"""
            <div><a href=/1>One</a> <a href=/2>Two</a> <a href=/3>Three</a></div>
            <div><h2>Heading</h2><div>{Filler} {Filler}</div><div>Short.</div><div>{Filler} {Filler}</div></div>
            <div><h3>More</h3><ul><li><a href=/4>Something else that was written</a><li><a href=/5>And another thing</a></ul></div>
            <div>All rights reserved</div>
            """);

        Assert.Equal($"Heading\n\n{Filler} {Filler}\n\nShort.\n\n{Filler} {Filler}", text);
    }

    [Theory]
    [InlineData("<p>Hello</p>", "Hello")]
    [InlineData("Hello<br>World", "Hello\nWorld")]
    [InlineData("<h1>Only a heading</h1>", "Only a heading")]
    [InlineData("<p>a<p>b", "a\n\nb")]
    [InlineData("<ul><li>a<li>b</ul>", "- a\n- b")]
    [InlineData("<ol start=3><li>a<li>b<ul><li>c</ul><li>d</ol>", "3. a\n4. b\n- c\n5. d")]
    [InlineData("<table><tr><th>A<th>B<tr><td>1<td>2</table>", "A\tB\n1\t2")]
    [InlineData("<pre>\n a\n  b\n</pre>", "\n a\n  b")]
    [InlineData("a <script>var x = '<p>no</p>';</script> b <style>p{}</style> c", "a b c")]
    [InlineData("<p hidden>no</p><p style='display: none'>no</p><div aria-hidden=true>no</div><p>yes", "yes")]
    [InlineData("x <svg><text>no</text><title>no</title></svg> y <template>no</template> z", "x y z")]
    [InlineData("<select><option>no</select><button>no</button><textarea>no</textarea>yes", "yes")]
    [InlineData("<p>caf&eacute; &amp; <b>bold</b>ness", "café & boldness")]
    [InlineData("", "")]
    [InlineData("<body><nav>only this</nav>", "")]
    public void Text_of_a_small_page_is_all_of_it_but_what_is_no_text(string html, string expected) => Assert.Equal(expected, Read(html).Text);

    [Theory]
    [InlineData("<h2>A <em>b</em></h2><p>c", "## A *b*\n\nc")]
    [InlineData("<p>one <b>two</b> three<strong> four </strong>five", "one **two** three **four** five")]
    [InlineData("<p><i><b>x</b></i> <code>a_b `c`</code>", "***x*** `a_b 'c'`")]
    [InlineData("<p>see <a href='/x y?(1)'> the <b>page</b></a>.", "see [the **page**](http://site.example/x%20y?%281%29).")]
    [InlineData("<a href=/b><p>one</p><p>two</p></a>", "[one](http://site.example/b)\n\n[two](http://site.example/b)")]
    [InlineData("<img src=/i.png alt='a  picture'>text", "![a picture](http://site.example/i.png)text")]
    [InlineData("<ul><li>a<ul><li>b</ul><li><p>c</p><p>d</p></ul>e", "- a\n    - b\n- c\n\n    d\n\ne")]
    [InlineData("<ol><li>a<li>b</ol>", "1. a\n2. b")]
    [InlineData("<blockquote><p>a</p><p>b</p></blockquote>c", "> a\n>\n> b\n\nc")]
    [InlineData("<pre class='language-cs'>int x;\n  if</pre>after<pre>y</pre>", "```cs\nint x;\n  if\n```\n\nafter\n\n```\ny\n```")]
    [InlineData("<pre><code class='language-js'>a ``` b</code></pre>", "````js\na ``` b\n````")]
    [InlineData("<table><tr><th>A<th>B|C<tr><td><b>1</b><td>2<br>3<tr><td>4</table>", "| A | B\\|C |\n| --- | --- |\n| **1** | 2<br>3 |\n| 4 |  |")]
    [InlineData("<table><tr><td><p>layout</p><p>table</p><td>x</table>", "layout\n\ntable\n\nx")]
    [InlineData("a<hr>b", "a\n\n---\n\nb")]
    [InlineData("<p># no heading<p>1. no list<p>- nor this<p>1.5 is none", "\\# no heading\n\n1\\. no list\n\n\\- nor this\n\n1.5 is none")]
    [InlineData("<p>*a* snake_case _x_ [y] &lt;b> 2 * 3 &amp;amp;", "\\*a\\* snake_case \\_x\\_ \\[y\\] \\<b> 2 * 3 \\&amp;")]
    [InlineData("one<br>two", "one  \ntwo")]
    [InlineData("<p><b>one<br>two</b>", "**one**  \n**two**")]
    public void Markdown_has_the_page_s_structure(string html, string expected) => Assert.Equal(expected, Read(html).Markdown);

    [Fact]
    public void Content_in_a_main_element_is_kept_even_when_it_is_short_but_for_lists_of_links()
    {
        var (text, _) = Read($"""
            <div id=top>{Filler} before</div>
            <main><h1>Title</h1><p>{Filler}</p><dl><dt>Term<dd>Meaning</dl><ul><li><a href=/1>Elsewhere</a><li><a href=/2>Further</a></ul></main>
            """);

        Assert.Equal($"Title\n\n{Filler}\n\nTerm\n\nMeaning", text);
    }

    [Fact]
    public void Content_stays_when_the_whole_page_stands_in_an_element_with_a_misleading_name()
    {
        var (text, _) = Read($"<div class='page-widget'><p>{Filler}</p></div>");

        Assert.Equal(Filler, text);
    }

    [Fact]
    public void Text_is_cut_at_a_character_when_it_is_too_long()
    {
        using var extractor = new ContentExtractor(maxBytes: 4);
        extractor.Read("<p>ab\u00e9\u00e9"u8.ToArray());

        Assert.Equal("abé", Encoding.UTF8.GetString(extractor.Text()));
        Assert.Equal("abé", Encoding.UTF8.GetString(extractor.Markdown(static href => href)));
    }

    [Theory]
    [InlineData("<div>", 10_000)]
    [InlineData("<ul><li>", 10_000)]
    [InlineData("<b>", 10_000)]
    [InlineData("<b>x", 10_000)]
    [InlineData("</p></div>", 10_000)]
    [InlineData("<table><tr><td>x", 10_000)]
    [InlineData("<table><td>x</table><p>y", 10_000)]
    [InlineData("<td>x<p><a href=y>z</a>", 10_000)]
    [InlineData("<svg><p>", 10_000)]
    [InlineData("<blockquote>x", 10_000)]
    [InlineData("&amp;a ", 10_000)]
    [InlineData("<h1>x<h2>", 10_000)]
    [InlineData("<a href=x>y<p>", 10_000)]
    public void Work_grows_no_faster_than_the_page(string piece, int count)
    {
        using var extractor = new ContentExtractor(1 << 20);

        var small = Work(extractor, piece, count);
        var large = Work(extractor, piece, 4 * count);

        Assert.True(large <= 5 * (small + count), $"{small} steps, then {large}");
        Assert.True(extractor.Text().Length <= 1 << 20);
        Assert.True(extractor.Markdown(static href => href).Length <= 1 << 20);
    }

    private static long Work(ContentExtractor extractor, string piece, int count)
    {
        var before = extractor.Work;
        extractor.Read(Encoding.UTF8.GetBytes("<table><tr><td><div>" + string.Concat(Enumerable.Repeat(piece, count))));
        return extractor.Work - before;
    }

    private static (string Text, string Markdown) Read(string html)
    {
        using var extractor = new ContentExtractor(1 << 20);
        extractor.Read(Encoding.UTF8.GetBytes(html));
        var text = Encoding.UTF8.GetString(extractor.Text());
        return (text, Encoding.UTF8.GetString(extractor.Markdown(Absolute)));
    }

    private static ReadOnlySpan<byte> Absolute(ReadOnlySpan<byte> href) => Encoding.UTF8.GetBytes("http://site.example" + Encoding.UTF8.GetString(href));
}
