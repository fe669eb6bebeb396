using System.Text;
using ActorCrawler.Core.Outputs;

namespace ActorCrawler.Core.Tests.Pages;

public sealed class OutputRowsTests
{
    private const string Html =
        """
        <html lang=en><title>T &amp; t</title><base href=/sub/><body><nav><a href=/menu>Menu</a></nav>
        <p>Some <b>text</b> with <a href="next?utm_source=x&amp;a=1" rel="nofollow  ugc">a <i>link</i></a><a href="mailto:x@y.example">mail</a>.
        <map><area href=/area></map><a href=#top>top</a></p>
        """;

    [Fact]
    public void Links_have_text_rel_and_canonical_targets()
    {
        Assert.Equal(
            [
                """{"from":"http://site.example/dir/page?x=1","to":"http://site.example/menu","text":"Menu"}""",
                """{"from":"http://site.example/dir/page?x=1","to":"http://site.example/sub/next?a=1","text":"a link","rel":"nofollow  ugc"}""",
                """{"from":"http://site.example/dir/page?x=1","to":"http://site.example/area"}""",
                """{"from":"http://site.example/dir/page?x=1","to":"http://site.example/sub/","text":"top"}""",
            ],
            Lines(PageOutputs.Links, OutputNames.Links, out var count));
        Assert.Equal(4, count);
    }

    [Fact]
    public void Text_and_markdown_are_rows_with_url_title_and_language()
    {
        Assert.Equal(
            ["""{"url":"http://site.example/dir/page?x=1","title":"T & t","lang":"en","text":"Some text with a linkmail. top"}"""],
            Lines(PageOutputs.Text, OutputNames.Text, out _));
        Assert.Equal(
            ["""{"url":"http://site.example/dir/page?x=1","title":"T & t","lang":"en","markdown":"Some **text** with [a *link*](http://site.example/sub/next?utm_source=x&a=1)[mail](mailto:x@y.example). [top](http://site.example/sub/)"}"""],
            Lines(PageOutputs.Markdown, OutputNames.Markdown, out _));
    }

    [Fact]
    public void Csv_has_the_columns_of_the_settings() =>
        Assert.Equal(["http://site.example/dir/page?x=1,T & t,4\r"], Lines(PageOutputs.Csv, OutputNames.Csv, out _));

    [Fact]
    public void Nothing_is_made_that_nobody_asked_for() => Assert.Empty(Parsing.Parse(Parsing.Input(Html)).Outputs);

    private static string[] Lines(PageOutputs wanted, string output, out int count)
    {
        var page = Parsing.Parse(
            Parsing.Input(Html), Parsing.Settings with { Outputs = wanted, CsvColumns = ["url", "title", "link_count"], MaxContentBytes = 10_000 });
        var row = Assert.Single(page.Outputs);
        Assert.Equal(output, row.Output);
        count = row.Count;
        var text = Encoding.UTF8.GetString(row.Bytes.Span);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        return text[..^1].Split('\n');
    }
}
