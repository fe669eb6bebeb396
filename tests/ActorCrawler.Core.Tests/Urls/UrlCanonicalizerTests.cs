using ActorCrawler.Core.Urls;
using static ActorCrawler.Core.Urls.CanonicalizationRules;

namespace ActorCrawler.Core.Tests.Urls;

public sealed class UrlCanonicalizerTests
{
    [Theory]
    [InlineData("https://h/a#b", "https://h/a", DropFragment)]
    [InlineData("https://u:p@h/a", "https://h/a", DropCredentials)]
    [InlineData("https://h.example.:8443/a", "https://h.example:8443/a", DropTrailingHostDot)]
    [InlineData("https://h../a", "https://h../a", None)]
    [InlineData("https://h/%7Ea/%c3%a9?%41=%2f", "https://h/~a/%C3%A9?A=%2F", NormalizePercentEncoding)]
    [InlineData("https://h/%2B%2F%3F%20", "https://h/%2B%2F%3F%20", None)]
    [InlineData("https://h/%%34%31", "https://h/%%341", NormalizePercentEncoding)]
    [InlineData("https://h/a?", "https://h/a", DropEmptyQuery)]
    [InlineData("https://h/a?&", "https://h/a?&", None)]
    [InlineData("https://h/a?utm_source=x&b=1&UTM_Medium=y", "https://h/a?b=1", DropTrackingParameters)]
    [InlineData("https://h/a?b=1&gclid=x&c=2", "https://h/a?b=1&c=2", DropTrackingParameters)]
    [InlineData("https://h/a?fbclid=x", "https://h/a", DropTrackingParameters)]
    [InlineData("https://h/a?utm%5Fsource=x", "https://h/a", NormalizePercentEncoding | DropTrackingParameters)]
    [InlineData("https://h/a?xutm_source=x&ref=1&id=2", "https://h/a?xutm_source=x&ref=1&id=2", None)]
    [InlineData("https://h/a?a=1&&utm_id=1&&b=2", "https://h/a?a=1&&&b=2", DropTrackingParameters)]
    [InlineData("https://h/a?PHPSESSID=1&b", "https://h/a?b", DropSessionParameters)]
    [InlineData("https://h/a;jsessionid=1A2B.node1?b", "https://h/a?b", DropSessionParameters)]
    [InlineData("https://h/a;JSESSIONID=1/b;v=1;jsessionid=2", "https://h/a/b;v=1", DropSessionParameters)]
    [InlineData("https://h/a/..;jsessionid=1", "https://h/a/..;jsessionid=1", None)]
    [InlineData("https://h/a;jsessionidx=1", "https://h/a;jsessionidx=1", None)]
    [InlineData("https://h/news?sid=123", "https://h/news?sid=123", None)]
    [InlineData("https://h/news?sid=20261122123456789", "https://h/news?sid=20261122123456789", None)]
    [InlineData("https://h/news?session_id=opening-keynote-2026", "https://h/news?session_id=opening-keynote-2026", None)]
    [InlineData("https://h/news?sid=9f86d081884c7d659a2feaa0c55ad015&t=1", "https://h/news?t=1", DropSessionParameters)]
    [InlineData("https://h/index.html", "https://h/index.html", None)]
    [InlineData("https://h/a?b=1&a=2", "https://h/a?b=1&a=2", None)]
    [InlineData("https://h//a//b", "https://h//a//b", None)]
    public void Default_rules_change_only_what_they_name(string input, string expected, CanonicalizationRules applied) =>
        Check(CanonicalizationSettings.Default, input, expected, applied);

    [Theory]
    [InlineData("https://h/a?utm_source=x&PHPSESSID=1;jsessionid=2", "https://h/a?utm_source=x&PHPSESSID=1;jsessionid=2")]
    [InlineData("https://h/a;jsessionid=1", "https://h/a;jsessionid=1")]
    public void Keeping_parameters_keeps_all_of_them(string input, string expected) =>
        Check(CanonicalizationSettings.Default.KeepingParameters(), input, expected, None);

    [Theory]
    [InlineData("https://h/a/index.html", "https://h/a/", DropDefaultDocument)]
    [InlineData("https://h/Default.ASPX?a", "https://h/?a", DropDefaultDocument)]
    [InlineData("https://h/index.html/", "https://h/index.html/", None)]
    [InlineData("https://h/myindex.html", "https://h/myindex.html", None)]
    public void Default_documents_are_dropped_when_asked(string input, string expected, CanonicalizationRules applied) =>
        Check(CanonicalizationSettings.Default with { Rules = Default | DropDefaultDocument }, input, expected, applied);

    [Theory]
    [InlineData("https://h/?b=1&a=2", "https://h/?a=2&b=1", SortParameters)]
    [InlineData("https://h/?b=2&a&b=1", "https://h/?a&b=2&b=1", SortParameters)]
    [InlineData("https://h/?&b&", "https://h/?&&b", SortParameters)]
    [InlineData("https://h/?a=9&b=1", "https://h/?a=9&b=1", None)]
    public void Parameters_are_sorted_by_name_when_asked(string input, string expected, CanonicalizationRules applied) =>
        Check(CanonicalizationSettings.Default with { Rules = Default | SortParameters }, input, expected, applied);

    [Fact]
    public void Named_parameters_are_dropped_and_kept_ones_win()
    {
        var settings = CanonicalizationSettings.Default with { DropParameters = ["Tab", "x_*"], KeepParameters = ["utm_id", "x_keep*"] };

        Check(settings, "https://h/?tab=1&x_a=2&x_keep1=3&utm_id=4&tabs=5", "https://h/?x_keep1=3&utm_id=4&tabs=5", DropNamedParameters);
    }

    [Fact]
    public void A_star_drops_every_parameter_but_the_kept_ones()
    {
        var settings = CanonicalizationSettings.Default with { DropParameters = ["*"], KeepParameters = ["id"] };

        Check(settings, "https://h/?a=1&id=2&b", "https://h/?id=2", DropNamedParameters);
    }

    [Fact]
    public void Every_row_of_the_parameter_table_is_dropped_by_the_rule_it_names()
    {
        foreach (var row in ParameterTable.Rows)
        {
            var name = row.Name.Replace("*", "x", StringComparison.Ordinal);

            Check(CanonicalizationSettings.Default, $"https://h/?a=1&{name}=0123456789abcdef", "https://h/?a=1", row.Rule);
            Assert.Equal(name.ToLowerInvariant(), name);
            Assert.NotEmpty(row.Source);
        }
    }

    [Fact]
    public void Parts_fit_the_result_when_rules_shorten_it()
    {
        Assert.True(CrawlUrl.TryParse("https://u@h.:81/%61?utm_id=1&b#c", null, UrlCanonicalizer.Default, out var url, out _));

        Assert.Equal("https://h:81/a?b", url.Href);
        Assert.Equal(("h", "/a?b", 81), (url.HostName, url.PathAndQuery, url.Port));
        Assert.Equal("https://h:81", url.Host.Origin);
    }

    private static void Check(CanonicalizationSettings settings, string input, string expected, CanonicalizationRules applied)
    {
        Assert.True(CrawlUrl.TryParse(input, null, new UrlCanonicalizer(settings), out var url, out _, out var rules));
        Assert.Equal((expected, applied), (url.Href, rules));
    }
}
