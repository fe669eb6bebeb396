using ActorCrawler.Actors.Settings;
using ActorCrawler.Core.Fields;

namespace ActorCrawler.Actors.Tests.Settings;

public sealed class ExtractionSectionTests
{
    [Fact]
    public void Rules_in_sections_and_in_one_line_say_the_same()
    {
        using var folder = new TemporaryFolder();
        var file = CrawlSettings.Load(Sources.File(
            folder,
            """
            actorcrawler.extract.fields {
              price { css = ".price", attribute = data-amount, url = "/product/" }
              body { css = article, html = on }
              metas { regex = "<meta[^>]*>", list = on }
              sku { regex = "sku=(?<n>[^&]*)", group = n }
              author { json-ld = "author.name", type = Article }
              other { meta = "og:title", field = author }
            }
            """)).Parser.Fields.Rules;
        var flags = CrawlSettings.Load(Sources.Of(
            ("extract.rules", "price=css,attribute=data-amount,url=/product/:.price"), ("extract.rules", "body=css,html:article"), ("extract.rules", "metas[]=regex:<meta[^>]*>"),
            ("extract.rules", "sku=regex,group=n:sku=(?<n>[^&]*)"), ("extract.rules", "author=json-ld,type=Article:author.name"), ("extract.rules", " author = meta : og:title "))).Parser.Fields.Rules;
        Assert.Equal(file.AsEnumerable(), flags);
        Assert.Equal(
            [
                new FieldRule { Field = "price", Source = FieldSource.Css, Expression = ".price", Take = FieldTake.Attribute, Attribute = "data-amount", Url = "/product/" },
                new FieldRule { Field = "body", Source = FieldSource.Css, Expression = "article", Take = FieldTake.Html },
                new FieldRule { Field = "metas", Source = FieldSource.Regex, Expression = "<meta[^>]*>", IsList = true },
                new FieldRule { Field = "sku", Source = FieldSource.Regex, Expression = "sku=(?<n>[^&]*)", Group = "n" },
                new FieldRule { Field = "author", Source = FieldSource.JsonLd, Expression = "author.name", Type = "Article" },
                new FieldRule { Field = "author", Source = FieldSource.Meta, Expression = "og:title" },
            ],
            file.AsEnumerable());
    }

    [Theory]
    [InlineData("x { css = \"div..price\" }", "job.conf:2: actorcrawler.extract.fields.x.css: 'div..price' is no CSS selector: what follows 'div' is not understood.")]
    [InlineData("x {\n regex = \"a(b\"\n}", "job.conf:3: actorcrawler.extract.fields.x.regex: the pattern a(b is wrong at character 4: insufficient closing parentheses.")]
    [InlineData("x {\n regex = a\n group = 2 }", "job.conf:4: actorcrawler.extract.fields.x.group: the pattern a has no group '2'.")]
    [InlineData("x { json-ld = \"a..b\" }", "job.conf:2: actorcrawler.extract.fields.x.json-ld: the path a..b is wrong at character 3: a name, [number] or [\"name\"] is expected there.")]
    [InlineData("x { meta = a\n url = \"[\" }", "job.conf:3: actorcrawler.extract.fields.x.url: the pattern [ is wrong at character 2: unterminated bracket.")]
    [InlineData("\n x { list = on }", "job.conf:3: actorcrawler.extract.fields.x: needs one of css, regex, json-ld, meta.")]
    [InlineData("x { css = a\n meta = b }", "job.conf:3: actorcrawler.extract.fields.x.meta: is one too many: the rule has css already.")]
    [InlineData("x { css = a, list = maybe }", "job.conf:2: actorcrawler.extract.fields.x.list: 'maybe' must be on or off.")]
    [InlineData("x { meta = a, html = on }", "job.conf:2: actorcrawler.extract.fields.x.html: goes with css only.")]
    [InlineData("x { css = a, html = on, attribute = b }", "job.conf:2: actorcrawler.extract.fields.x.html: does not go with attribute.")]
    [InlineData("x { css = [a] }", "job.conf:2: actorcrawler.extract.fields.x.css: must be a text, not a list.")]
    [InlineData("x { css = a, type = \"\" }", "job.conf:2: actorcrawler.extract.fields.x.type: goes with json-ld only.")]
    [InlineData("x { css = \"\" }", "job.conf:2: actorcrawler.extract.fields.x.css: must not be empty.")]
    [InlineData("x = a", "job.conf:2: actorcrawler.extract.fields.x: must be a section, such as { css = \"h1\" }.")]
    [InlineData("x { ccs = a }", "job.conf:2: nothing reads the key actorcrawler.extract.fields.x.ccs. Did you mean css?")]
    [InlineData("x { css = a, css-thing.y = 1 }", "job.conf:2: nothing reads the key actorcrawler.extract.fields.x.css-thing.y. There are css, regex, json-ld, meta, attribute, html, group, type, list, url, field.")]
    [InlineData("1x { css = a }", "job.conf:2: actorcrawler.extract.fields.1x: '1x' is no name for a field: it takes letters, digits, _ and -, and begins with a letter or _.")]
    [InlineData("x { css = a\n field = \"a.b\" }", "job.conf:3: actorcrawler.extract.fields.x.field: 'a.b' is no name for a field: it takes letters, digits, _ and -, and begins with a letter or _.")]
    public void Wrong_rule_in_a_file_is_one_line_with_its_place(string rule, string error)
    {
        using var folder = new TemporaryFolder();
        Assert.Equal([error], Sources.Errors(Sources.File(folder, $"actorcrawler.extract.fields {{\n{rule}\n}}")));
    }

    [Fact]
    public void Section_of_rules_takes_no_value_of_its_own()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(["job.conf:1: actorcrawler.extract.fields is a section and takes no value of its own."], Sources.Errors(Sources.File(folder, "actorcrawler.extract.fields = x")));
    }

    [Theory]
    [InlineData("price", "FIELD=SOURCE:EXPRESSION is expected, such as price=css:.price or metas[]=regex:<meta[^>]*>")]
    [InlineData("price=.price", "FIELD=SOURCE:EXPRESSION is expected, such as price=css:.price or metas[]=regex:<meta[^>]*>")]
    [InlineData("price=ccs:.price", "'ccs' is none of css, regex, json-ld, meta: did you mean css")]
    [InlineData("price=css:div..price", "'div..price' is no CSS selector: what follows 'div' is not understood")]
    [InlineData("price=css,attr=x:a", "'attr=x' is no key of a rule that can stand there")]
    [InlineData("price[]=css,list:a", "'list' is no key of a rule that can stand there")]
    [InlineData("price=css,group=1:a", "group goes with regex only")]
    [InlineData("price=regex,group=1:a", "group the pattern a has no group '1'")]
    [InlineData("a.b=meta:a", "'a.b' is no name for a field: it takes letters, digits, _ and -, and begins with a letter or _")]
    [InlineData("x=meta:", "must not be empty")]
    public void Wrong_rule_in_one_line_is_told_with_what_was_written(string rule, string error) =>
        Assert.Equal([$"--rules: '{rule}': {error}."], Sources.Errors(Sources.Of(("extract.rules", rule))));

    [Fact]
    public void Rules_are_shown_stored_and_read_back()
    {
        using var folder = new TemporaryFolder();
        var sources = Sources.File(folder, "actorcrawler.extract {\n rules = [\"a=css:h1\"]\n fields.b-2 { regex = \"\\\"x\\\\d\", list = true } }");
        var settings = CrawlSettings.Load(sources);
        Assert.Equal("job.conf:3", settings.Effective.Single(e => e.Key == "extract.fields.b-2.regex").Origin);
        folder.Write("settings.conf", JobSettingsFile.Explain(settings.Effective.Where(e => e.Key.StartsWith("extract.", StringComparison.Ordinal))));
        var again = CrawlSettings.Load(Sources.Of() with { JobFile = "settings.conf", WorkingDirectory = folder.Path });
        Assert.Equal(2, settings.Parser.Fields.Rules.Length);
        Assert.Equal(settings.Parser.Fields.Rules.AsEnumerable(), again.Parser.Fields.Rules);
    }

    [Fact]
    public void Rules_are_no_part_of_what_makes_a_job() =>
        Assert.Equal(CrawlSettings.Load(Sources.Of()).Identity, CrawlSettings.Load(Sources.Of(("extract.rules", "a=css:h1"))).Identity);
}
