using System.Text.Json;
using ActorCrawler.Core.Fields;
using ActorCrawler.Core.Html;
using ActorCrawler.Core.Pages;
using ActorCrawler.Core.Tests.Html;
using ActorCrawler.Core.Tests.Pages;

namespace ActorCrawler.Core.Tests.Fields;

public sealed class FieldExtractorTests
{
    private const string Html =
        """
        <!DOCTYPE html><html lang=en><head><title>Shop</title>
        <meta name="Author" content="Ann &amp; Bob"><meta name=keywords content="a"><meta name=keywords content="b">
        <meta property="og:type" content=product>
        <script type="application/ld+json">{"@context":"https://schema.org","@type":"WebPage","name":"Page",
          "mainEntity":{"@type":["Product","Thing"],"name":"Lamp \"L\"","sku":17,"offers":[{"price":9.5,"in":true},{"price":"8.00"}],"brand":null}}</script>
        <script type="application/ld+json">{"@graph":[{"@type":"https://schema.org/Person","name":"Ann"},{"@type":"Person","name":"Bob","a.b":{"c":1}}]}</script>
        <script type="application/ld+json">{broken</script></head>
        <body><h1> Lamp <b>L</b><br>two</h1>
        <ul id=list><li class="x item">One<li class=item>Two <a href="/t?a=1&amp;b=2">more</a><li>Three</ul>
        <div class=price data-amount="9.50">EUR <span>9</span>.50<script>var price = 1;</script></div><p class=empty></p>
        <table><tr><td>a<td>b</table></body></html>
        """;

    private static readonly FieldSettings Wide = new()
    {
        MaxValues = 100,
        MaxValueBytes = 10_000,
        MaxPageBytes = 100_000,
        MaxDocumentBytes = 10_000_000,
        MaxNesting = 200,
        TimeLimit = TimeSpan.FromSeconds(30),
    };

    [Theory]
    // Selectors: text of the first element or of all, attributes as they stand, markup as parsed.
    [InlineData("css", "h1", "", "\"Lamp L two\"")]
    [InlineData("css", "li.item", "list", """["One","Two more"]""")]
    [InlineData("css", "#list > li:nth-child(3)", "", "\"Three\"")]
    [InlineData("css", "li a", "attr=href", "\"/t?a=1&b=2\"")]
    [InlineData("css", "*", "attr=data-amount", "\"9.50\"")]
    [InlineData("css", ".price", "", "\"EUR 9.50\"")]
    [InlineData("css", ".price span", "html", "\"9\"")]
    [InlineData("css", "h1", "html", "\" Lamp <b>L</b><br>two\"")]
    [InlineData("css", ".empty", "", "\"\"")]
    [InlineData("css", "tbody td", "list", """["a","b"]""")]
    [InlineData("css", "tr", "", "\"a b\"")]
    [InlineData("css", ".none", "", "")]
    [InlineData("css", ".none", "list", "")]
    // Regular expressions on the source: whole match or group, first or every one.
    [InlineData("regex", "<meta\\b[^>]*>", "list", """["<meta name=\"Author\" content=\"Ann &amp; Bob\">","<meta name=keywords content=\"a\">","<meta name=keywords content=\"b\">","<meta property=\"og:type\" content=product>"]""")]
    [InlineData("regex", "(?i)<META name=(\\w+)", "group=1", "\"keywords\"")]
    [InlineData("regex", "class=(?<c>\\w+)|(?<d>nowhere)", "list group=c", """["item","price","empty"]""")]
    [InlineData("regex", "(a)|(Lamp)", "group=2", "\"Lamp\"")]
    [InlineData("regex", "(?<=EUR <span>)\\d", "", "\"9\"")]
    [InlineData("regex", "(.)\\1\\1", "", "")]
    // JSON-LD: outermost nodes and those of a graph, or nodes of a type anywhere; lists gone through, values as they stand.
    [InlineData("json-ld", "name", "list", """["Page","Ann","Bob"]""")]
    [InlineData("json-ld", "mainEntity.name", "", "\"Lamp \\\"L\\\"\"")]
    [InlineData("json-ld", "mainEntity.offers.price", "list", """[9.5,"8.00"]""")]
    [InlineData("json-ld", "mainEntity.offers[1].price", "", "\"8.00\"")]
    [InlineData("json-ld", "mainEntity.offers[2].price", "", "")]
    [InlineData("json-ld", "mainEntity[0].sku", "", "17")]
    [InlineData("json-ld", "mainEntity.brand", "", "")]
    [InlineData("json-ld", "offers[0]", "type=Product", """{"price":9.5,"in":true}""")]
    [InlineData("json-ld", "name", "type=Person list", """["Ann","Bob"]""")]
    [InlineData("json-ld", "[\"a.b\"].c", "", "1")]
    [InlineData("json-ld", ".", "type=Person", """{"@type":"https://schema.org/Person","name":"Ann"}""")]
    // Meta elements by name or property, in whatever case.
    [InlineData("meta", "author", "", "\"Ann & Bob\"")]
    [InlineData("meta", "keywords", "list", """["a","b"]""")]
    [InlineData("meta", "OG:TYPE", "", "\"product\"")]
    [InlineData("meta", "robots", "", "")]
    public void Rule_takes_what_it_says(string source, string expression, string options, string expected)
    {
        var page = Parse(Html, Wide, Rule("f", source, expression, options));
        Assert.Equal(expected, Field(page, "f"));
        Assert.Equal(0, page.FieldProblems);
    }

    [Fact]
    public void Fields_stand_between_json_ld_and_links_in_the_order_of_their_rules()
    {
        var row = Parse(Html, Wide, Rule("b", "css", "h1", ""), Rule("nothing", "css", "h9", ""), Rule("a", "meta", "author", "")).Row();
        Assert.Contains("""],"extracted":{"b":"Lamp L two","a":"Ann & Bob"},"links":[""", row, StringComparison.Ordinal);
        Assert.DoesNotContain("extract", Parse(Html, Wide, Rule("nothing", "css", "h9", "")).Row(), StringComparison.Ordinal);
        Assert.DoesNotContain("extract", Parse(Html, Wide).Row(), StringComparison.Ordinal);
    }

    [Fact]
    public void First_rule_of_a_field_that_finds_something_counts()
    {
        var page = Parse(Html, Wide, Rule("f", "css", "h9", ""), Rule("f", "css", "h1", "url=/other/"), Rule("f", "meta", "author", ""), Rule("f", "css", "h1", ""));
        Assert.Equal("\"Ann & Bob\"", Field(page, "f"));
    }

    [Theory]
    [InlineData("/dir/", true)]
    [InlineData("^https://", false)]
    public void Rule_is_for_the_pages_whose_url_matches(string url, bool applies) =>
        Assert.Equal(applies ? "\"Lamp L two\"" : "", Field(Parse(Html, Wide, Rule("f", "css", "h1", "url=" + url)), "f"));

    [Fact]
    public void Document_is_built_once_and_only_when_a_selector_is_for_the_page()
    {
        using var html = new HtmlExtractor(Extraction.WideLimits, LinkSources.Hyperlinks, "x");
        Assert.Equal(0, Built(html, Rule("a", "regex", "x", ""), Rule("b", "css", "h1", "url=/other/")));
        Assert.Equal(1, Built(html, Rule("a", "css", "h1", ""), Rule("b", "css", "li", "list"), Rule("c", "regex", "x", "")));
    }

    [Theory]
    [InlineData("css", "li", "list", "too-many-values", """["One","Two more"]""")]
    [InlineData("regex", "<li", "list", "too-many-values", """["<li","<li"]""")]
    [InlineData("json-ld", "name", "list", "too-many-values", """["Page","Ann"]""")]
    [InlineData("meta", "keywords", "list", "", """["a","b"]""")]
    [InlineData("css", "#list", "", "value-too-large", "\"One Two mor\"")]
    [InlineData("regex", "Shop.{8}", "", "value-too-large", "\"Shop</title\"")]
    [InlineData("json-ld", "offers", "type=Product", "value-too-large", "")]
    [InlineData("css", "h1", "", "", "\"Lamp L two\"")]
    public void What_is_beyond_a_limit_is_told(string source, string expression, string options, string problem, string expected)
    {
        var page = Parse(Html, Wide with { MaxValues = 2, MaxValueBytes = 11 }, Rule("f", source, expression, options));
        Assert.Equal(expected, Field(page, "f"));
        Assert.Equal(problem, Problem(page, "f"));
        Assert.Equal(problem.Length > 0 ? 1 : 0, page.FieldProblems);
    }

    [Theory]
    [InlineData("é€𝄞x", 6, "é€")]
    [InlineData("é€𝄞x", 9, "é€𝄞")]
    [InlineData("\\u00e9\\\"x", 6, "\\u00e9")]
    [InlineData("\\ud834\\udd1ex", 11, "")]
    [InlineData("\\ud834\\udd1ex", 12, "\\ud834\\udd1e")]
    [InlineData("\\ud834x", 6, "\\ud834")]
    public void Json_string_is_cut_between_characters(string text, int limit, string kept)
    {
        var page = Parse($$"""<script type="application/ld+json">{"v":"{{text}}"}</script>""", Wide with { MaxValueBytes = limit }, Rule("f", "json-ld", "v", ""));
        Assert.Equal($"\"{kept}\"", Field(page, "f"));
        Assert.Equal("value-too-large", Problem(page, "f"));
    }

    [Fact]
    public void Values_of_a_page_fit_into_its_row()
    {
        var page = Parse(Html, Wide with { MaxPageBytes = 35 }, Rule("a", "css", "h1", ""), Rule("b", "css", "li", "list"), Rule("c", "css", "td", ""));
        Assert.Equal("\"Lamp L two\"", Field(page, "a"));
        Assert.Equal("""["One"]""", Field(page, "b"));
        Assert.Equal("page-too-large", Problem(page, "b"));
        Assert.Equal("page-too-large", Problem(page, "c"));
    }

    [Theory]
    [InlineData("css", "h1")]
    [InlineData("regex", "h1")]
    public void Longer_documents_are_not_read_and_cost_no_other_field(string source, string expression)
    {
        var page = Parse(Html, Wide with { MaxDocumentBytes = 500 }, Rule("f", source, expression, ""), Rule("m", "meta", "author", ""));
        Assert.Equal("document-too-large", Problem(page, "f"));
        Assert.Equal("\"Ann & Bob\"", Field(page, "m"));
        Assert.Equal("Shop", page.Json().GetProperty("title").GetString());
    }

    [Fact]
    public void Match_that_takes_too_long_costs_its_field_alone()
    {
        var page = Parse(
            "<title>T</title><a href=/x>" + new string('a', 40) + "!",
            Wide with { TimeLimit = TimeSpan.FromMilliseconds(50) },
            Rule("slow", "regex", "(?=(a+)+$)a", ""),
            Rule("quick", "meta", "none", ""),
            Rule("also", "regex", "T", ""));
        Assert.Equal("time-limit", Problem(page, "slow"));
        Assert.Equal("\"T\"", Field(page, "also"));
        Assert.Equal(["http://site.example/x"], page.RowLinks());
    }

    [Theory]
    [InlineData("css", "i")]
    [InlineData("regex", "<i>")]
    public void Clock_ends_what_is_under_way_and_what_would_follow(string source, string expression)
    {
        var now = TimeSpan.Zero;
        using var parser = new PageParser(
            Parsing.Settings with { Fields = Wide with { Rules = [Rule("f", source, expression, "list"), Rule("g", "regex", "x", "")] } },
            () => now += TimeSpan.FromSeconds(1));
        var page = Assert.IsType<PageOutcome.Parsed>(parser.Parse(Parsing.Input(string.Concat(Enumerable.Repeat("<i>x</i>", 1000))))).Page;
        Assert.Equal("time-limit", Problem(page, "f"));
        Assert.Equal("time-limit", Problem(page, "g"));
    }

    public static TheoryData<string, string> Hostile => new()
    {
        { "nested", string.Concat(Enumerable.Repeat("<div>", 100_000)) },
        { "nested formatting", string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<b x={i}>")) },
        { "formatting opened again in every paragraph", "<p>" + string.Concat(Enumerable.Range(0, 150).Select(i => $"<font a={i}>")) + string.Concat(Enumerable.Repeat("</p><p>x", 200)) },
        { "attributes", "<p " + string.Concat(Enumerable.Range(0, 50_000).Select(i => $"a{i} ")) + "><h2>x" },
        { "templates", string.Concat(Enumerable.Repeat("<template>", 50_000)) },
        { "SVG", "<svg>" + string.Concat(Enumerable.Repeat("<g>", 50_000)) },
        { "frames", string.Concat(Enumerable.Repeat("<frameset>", 50_000)) },
        { "siblings", string.Concat(Enumerable.Repeat("<i></i>", 100_000)) },
        { "nothing", "" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Hostile_page_costs_little_and_loses_nothing_else(string name, string html)
    {
        var page = Parse(html + "<a href=/x>x</a>", Wide, Rule("f", "css", "h2, font", ""), Rule("g", "css", "p", "html"), Rule("n", "css", "a", ""));
        Assert.NotNull(page.Row());
        Assert.Equal(name is "nested" or "nested formatting" or "SVG" or "frames" or "templates" ? "too-nested" : "", Problem(page, "f"));
    }

    [Fact]
    public void Nothing_throws_and_every_row_is_json_whatever_the_bytes()
    {
        var random = new Random(8);
        var settings = Parsing.Settings with
        {
            Fields = Wide with
            {
                MaxValues = 3,
                MaxValueBytes = 30,
                MaxPageBytes = 300,
                Rules =
                [
                    Rule("a", "css", "*", "list html"), Rule("b", "css", "li, h1 > b", "list"), Rule("c", "css", "*", "list attr=class"), Rule("d", "regex", "<[^>]*.", "list"),
                    Rule("e", "json-ld", ".", "list"), Rule("f", "json-ld", "name", "type=Person"), Rule("g", "meta", "author", ""), Rule("h", "json-ld", "mainEntity.offers.price", "list"),
                ],
            },
        };
        using var parser = new PageParser(settings);
        for (var i = 0; i < 500; i++)
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(Html);
            for (var flips = random.Next(1, 30); flips > 0; flips--)
                bytes[random.Next(bytes.Length)] = random.Next(3) == 0 ? (byte)"\"{}[],:\\<>u&"[random.Next(12)] : (byte)random.Next(256);
            var page = Assert.IsType<PageOutcome.Parsed>(parser.Parse(Parsing.Input(bytes[..random.Next(bytes.Length)]))).Page;
            Assert.Equal(JsonValueKind.Object, page.Json().ValueKind);
        }
    }

    private static long Built(HtmlExtractor html, params FieldRule[] rules)
    {
        var document = System.Text.Encoding.UTF8.GetBytes(Html);
        html.Read(document, default);
        var fields = new FieldExtractor(Wide with { Rules = [.. rules] }, null);
        fields.Read(Parsing.Url("http://site.example/dir/"), document, html);
        return fields.DocumentsBuilt;
    }

    private static ParsedPage Parse(string html, FieldSettings settings, params FieldRule[] rules) =>
        Parsing.Parse(Parsing.Input(html), Parsing.Settings with { Fields = settings with { Rules = [.. rules] } });

    private static string Field(ParsedPage page, string name) => Raw(page, "extracted", name);

    private static string Problem(ParsedPage page, string name) => Raw(page, "extract_problems", name).Trim('"');

    private static string Raw(ParsedPage page, string member, string name) =>
        page.Json().TryGetProperty(member, out var all) && all.TryGetProperty(name, out JsonElement value) ? value.GetRawText() : "";

    private static FieldRule Rule(string field, string source, string expression, string options)
    {
        var rule = new FieldRule
        {
            Field = field,
            Source = source switch { "css" => FieldSource.Css, "regex" => FieldSource.Regex, "json-ld" => FieldSource.JsonLd, _ => FieldSource.Meta },
            Expression = expression,
        };
        foreach (var option in options.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            rule = option.Split('=') switch
            {
                ["list"] => rule with { IsList = true },
                ["html"] => rule with { Take = FieldTake.Html },
                ["attr", var name] => rule with { Take = FieldTake.Attribute, Attribute = name },
                ["group", var group] => rule with { Group = group },
                ["type", var type] => rule with { Type = type },
                ["url", var url] => rule with { Url = url },
                _ => throw new ArgumentException(option),
            };
        }
        return rule;
    }
}
