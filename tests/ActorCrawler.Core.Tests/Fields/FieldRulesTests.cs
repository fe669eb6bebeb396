using ActorCrawler.Core.Fields;

namespace ActorCrawler.Core.Tests.Fields;

public sealed class FieldRulesTests
{
    [Theory]
    [InlineData(FieldSource.Css, "div..price", "'div..price' is no CSS selector: what follows 'div' is not understood")]
    [InlineData(FieldSource.Css, ".price:frist-child", "'.price:frist-child' is no CSS selector: what follows '.price' is not understood")]
    [InlineData(FieldSource.Css, "a[href", "'a[href' is no CSS selector: what follows 'a' is not understood")]
    [InlineData(FieldSource.Css, "h1,", "'h1,' is no CSS selector: what follows 'h1' is not understood")]
    [InlineData(FieldSource.Css, "$", "'$' is no CSS selector")]
    [InlineData(FieldSource.Regex, "a(b", "the pattern a(b is wrong at character 4: insufficient closing parentheses")]
    [InlineData(FieldSource.JsonLd, "author..name", "the path author..name is wrong at character 8: a name, [number] or [\"name\"] is expected there")]
    [InlineData(FieldSource.JsonLd, "offers[x]", "the path offers[x] is wrong at character 7: a name, [number] or [\"name\"] is expected there")]
    [InlineData(FieldSource.JsonLd, "offers[0]price", "the path offers[0]price is wrong at character 10: a name, [number] or [\"name\"] is expected there")]
    [InlineData(FieldSource.JsonLd, "", "a path is expected, such as author.name")]
    [InlineData(FieldSource.Meta, "", "the name of a meta element is expected, such as author or og:type")]
    public void Wrong_expression_is_told_with_its_place(FieldSource source, string expression, string error)
    {
        var found = FieldRules.Check(new FieldRule { Field = "f", Source = source, Expression = expression }, TimeSpan.FromSeconds(1));
        Assert.Equal(new FieldRuleError(FieldRulePart.Expression, error), found);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("0", true)]
    [InlineData("1", true)]
    [InlineData("n", true)]
    [InlineData("3", false)]
    [InlineData("m", false)]
    public void Group_is_one_of_the_pattern(string group, bool isThere)
    {
        var error = FieldRules.Check(new FieldRule { Field = "f", Source = FieldSource.Regex, Expression = "(a)(?<n>b)", Group = group }, TimeSpan.FromSeconds(1));
        Assert.Equal(isThere ? null : new FieldRuleError(FieldRulePart.Group, $"the pattern (a)(?<n>b) has no group '{group}'"), error);
    }

    [Theory]
    [InlineData("price", true)]
    [InlineData("_p-1", true)]
    [InlineData("1p", false)]
    [InlineData("a.b", false)]
    [InlineData("", false)]
    public void Name_of_a_field_is_one_that_columns_can_have(string name, bool isRight) =>
        Assert.Equal(isRight, FieldRules.Check(new FieldRule { Field = name, Source = FieldSource.Meta, Expression = "x" }, TimeSpan.FromSeconds(1)) is null);

    [Fact]
    public void Pattern_on_urls_is_checked() =>
        Assert.Equal(FieldRulePart.Url, FieldRules.Check(new FieldRule { Field = "f", Source = FieldSource.Meta, Expression = "x", Url = "[" }, TimeSpan.FromSeconds(1))!.Part);
}
