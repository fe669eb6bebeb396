using ActorCrawler.Actors.Settings;

namespace ActorCrawler.Actors.Tests.Settings;

public sealed class JobIdentityTests
{
    [Fact]
    public void Identity_does_not_depend_on_how_a_start_url_is_spelt() =>
        Assert.Equal(Of(("start-urls", "HTTP://A.test")), Of(("start-urls", "http://a.test:80/#top")));

    [Fact]
    public void Identity_holds_start_urls_whatever_their_order()
    {
        var one = Of(("start-urls", "http://a.test/"), ("start-urls", "b.test"));
        var two = Of(("start-urls", "b.test"), ("start-urls", "http://a.test/"));
        Assert.Equal(one, two);
    }

    [Theory]
    [InlineData("scope.mode", "any", "scope.mode = any")]
    [InlineData("scope.exclude", "/private/", "scope.exclude = [\"/private/\"]")]
    [InlineData("urls.keep-all-parameters", "on", "urls.keep-all-parameters = on")]
    [InlineData("traps.max-loops", "9", "traps.max-loops = 9")]
    public void Identity_holds_scope_url_rules_and_depth(string key, string value, string line) =>
        Assert.Equal([line], Of((key, value)).Split('\n').Except(Of().Split('\n')));

    [Fact]
    public void Identity_tells_many_start_urls_apart()
    {
        var one = Of([.. Enumerable.Range(0, 1000).Select(i => ("start-urls", $"http://s{i}.test/"))]);
        var two = Of([.. Enumerable.Range(1, 1000).Select(i => ("start-urls", $"http://s{i}.test/"))]);
        Assert.NotEqual(one, two);
        Assert.InRange(one.Length, 1, 1000);
    }

    [Fact]
    public void Identity_does_not_hold_what_may_change() =>
        Assert.Equal(Of(("budget.max-pages", "5"), ("politeness.delay", "7")), Of());

    private static string Of(params (string, string)[] flags) => CrawlSettings.Load(Sources.Of(flags)).Identity;
}
