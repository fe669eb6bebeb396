using System.Text;
using ActorCrawler.Core.Outputs;

namespace ActorCrawler.Core.Tests.Outputs;

public sealed class CsvWriterTests
{
    private const string Page =
        """
        {"url":"http://a.example/","status":200,"depth":-1,"title":"a, \"b\"\nc","headings":[{"level":1,"text":"One"},{"level":2,"text":"Two"},{"level":1,"text":"Three"}],
        "og":[{"property":"og:type","content":"x"}],"meta":[{"name":"Author","content":"=HYPERLINK(1)"},{"name":"author","content":"Two"}],
        "hreflang":[{"lang":"de","url":"http://a.example/de"}],"json_ld":[{"a":[1,"x"]}],"extracted":{"price":9.5,"tags":["a","b"],"none":null},
        "links":["http://a.example/1","http://a.example/2"]}
        """;

    [Theory]
    [InlineData("url,status,title", "http://a.example/,200,\"a, \"\"b\"\"\nc\"")]
    [InlineData("h1,h2,h3,link_count,headings", "One | Three,Two,,2,One | Two | Three")]
    [InlineData("meta.author,og.og:type,hreflang", "'=HYPERLINK(1) | Two,x,de http://a.example/de")]
    [InlineData("json_ld,extracted.price,extracted.tags,extracted.none,extracted.missing", "\"[{\"\"a\"\":[1,\"\"x\"\"]}]\",9.5,a | b,,")]
    [InlineData("depth,description", "-1,")]
    public void Row_has_the_columns_asked_for(string columns, string expected)
    {
        var writer = new CsvWriter([.. columns.Split(',').Select(Column)]);

        Assert.Equal("\uFEFF" + columns + "\r\n", Encoding.UTF8.GetString(writer.Header()));
        Assert.Equal(expected + "\r\n", Encoding.UTF8.GetString(writer.Row(Encoding.UTF8.GetBytes(Page))));
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("  =1", "'  =1")]
    [InlineData("\\t=1", "'\t=1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("=a,b", "\"'=a,b\"")]
    [InlineData("1-1", "1-1")]
    [InlineData("a@b.example", "a@b.example")]
    public void Text_that_looks_like_a_formula_is_neutralised(string title, string expected)
    {
        var writer = new CsvWriter([Column("title")]);

        Assert.Equal(expected + "\r\n", Encoding.UTF8.GetString(writer.Row(Encoding.UTF8.GetBytes($"{{\"title\":\"{title}\"}}"))));
    }

    [Theory]
    [InlineData("titel")]
    [InlineData("meta.")]
    [InlineData("h7")]
    [InlineData("")]
    public void Unknown_column_is_refused(string name) => Assert.False(CsvColumn.TryParse(name, out _));

    private static CsvColumn Column(string name) => CsvColumn.TryParse(name, out var column) ? column : throw new ArgumentException(name);
}
