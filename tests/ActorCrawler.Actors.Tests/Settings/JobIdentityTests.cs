using ActorCrawler.Actors.Settings;

namespace ActorCrawler.Actors.Tests.Settings;

public sealed class JobIdentityTests
{
    [Fact]
    public void Identity_holds_start_urls_whatever_their_order()
    {
        var one = Of(("start-urls", "http://a.test/"), ("start-urls", "b.test"));
        var two = Of(("start-urls", "b.test"), ("start-urls", "http://a.test/"));
        Assert.Equal(one.Text, two.Text);
        Assert.Empty(one.DifferencesFrom(two.Text));
    }

    [Fact]
    public void Identity_names_what_differs()
    {
        var one = Of(("start-urls", "http://a.test/"));
        var two = Of(("start-urls", "http://b.test/"));
        Assert.Equal(["start URLs: http://b.test/ there, http://a.test/ here"], one.DifferencesFrom(two.Text));
    }

    [Fact]
    public void Identity_tells_many_start_urls_apart()
    {
        var one = Of([.. Enumerable.Range(0, 1000).Select(i => ("start-urls", $"http://s{i}.test/"))]);
        var two = Of([.. Enumerable.Range(1, 1000).Select(i => ("start-urls", $"http://s{i}.test/"))]);
        Assert.Single(one.DifferencesFrom(two.Text));
        Assert.InRange(one.Text.Length, 1, 1000);
    }

    [Theory]
    [InlineData("scope.mode", "any", "scope.mode: host there, any here")]
    [InlineData("scope.exclude", "/private/", "scope.exclude: [] there, [\"/private/\"] here")]
    [InlineData("urls.keep-all-parameters", "on", "urls.keep-all-parameters: off there, on here")]
    public void Identity_holds_scope_and_url_rules(string key, string value, string difference) =>
        Assert.Equal([difference], Of((key, value)).DifferencesFrom(Of().Text));

    [Fact]
    public void Identity_does_not_hold_what_may_change() =>
        Assert.Equal(Of(("budget.max-pages", "5"), ("politeness.delay", "7")).Text, Of().Text);

    private static JobIdentity Of(params (string, string)[] flags) => CrawlSettings.Load(Sources.Of(flags)).Identity;
}
