using ActorCrawler.Core.Http;
using ActorCrawler.Core.Urls;
using FsCheck;
using FsCheck.Fluent;

namespace ActorCrawler.Core.Tests.Http;

public sealed class CookieJarTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly CookieJar _jar = new(new CookieLimits(3, 5), CookieRules.Rfc6265bis);

    [Theory]
    [InlineData("http://www.shop.example/", "a=1; Domain=example", CookieOutcome.ForeignDomain)]
    [InlineData("http://www.shop.co.uk/", "a=1; Domain=co.uk", CookieOutcome.ForeignDomain)]
    [InlineData("http://www.shop.co.uk/", "a=1; Domain=shop.co.uk", CookieOutcome.Stored)]
    [InlineData("http://user.github.io/", "a=1; Domain=github.io", CookieOutcome.ForeignDomain)]
    [InlineData("http://github.io/", "a=1; Domain=github.io", CookieOutcome.Stored)]
    [InlineData("http://192.0.2.1/", "a=1; Domain=2.1", CookieOutcome.ForeignDomain)]
    [InlineData("http://192.0.2.1/", "a=1; Domain=192.0.2.1", CookieOutcome.Stored)]
    [InlineData("http://shop.example/", "a=1; Secure", CookieOutcome.Insecure)]
    [InlineData("https://shop.example/", "__Secure-a=1", CookieOutcome.BrokenPrefix)]
    [InlineData("https://shop.example/", "__secure-a=1; Secure", CookieOutcome.Stored)]
    [InlineData("https://shop.example/", "__Host-a=1; Secure; Path=/", CookieOutcome.Stored)]
    [InlineData("https://shop.example/x/y", "__Host-a=1; Secure", CookieOutcome.BrokenPrefix)]
    [InlineData("https://www.shop.example/", "__Host-a=1; Secure; Path=/; Domain=shop.example", CookieOutcome.BrokenPrefix)]
    [InlineData("https://shop.example/", "=__Host-a", CookieOutcome.BrokenPrefix)]
    [InlineData("http://shop.example/", "a=\u0001", CookieOutcome.Invalid)]
    [InlineData("http://shop.example/", "a=1; Max-Age=0", CookieOutcome.Removed)]
    [InlineData("http://shop.example/", "a=1; Max-Age=-", CookieOutcome.Stored)]
    [InlineData("http://a.node.rack7/", "a=1; Domain=node.rack7", CookieOutcome.Stored)]
    public void Field_comes_to_an_outcome(string url, string field, CookieOutcome outcome) => Assert.Equal(outcome, _jar.Set(Url(url), field, Now));

    [Theory]
    [InlineData("http://shop.example/a/b", "http://shop.example/a/c", true)]
    [InlineData("http://shop.example/a/b", "http://shop.example/a", true)]
    [InlineData("http://shop.example/a/b", "http://shop.example/ab", false)]
    [InlineData("http://shop.example/a/b", "http://www.shop.example/a/", false)]
    [InlineData("http://shop.example/a/b", "https://shop.example/a/", true)]
    [InlineData("http://shop.example/a/b", "http://shop.example:8080/a/", true)]
    public void Cookie_goes_to_its_own_host_and_path(string from, string to, bool isSent)
    {
        _jar.Set(Url(from), "k=v", Now);

        Assert.Equal(isSent ? "k=v" : null, _jar.Get(Url(to), Now));
    }

    [Fact]
    public void Cookie_with_a_domain_goes_to_names_below_it()
    {
        _jar.Set(Url("http://www.shop.example/"), "k=v; Domain=.Shop.Example", Now);

        Assert.Equal("k=v", _jar.Get(Url("http://shop.example/"), Now));
        Assert.Equal("k=v", _jar.Get(Url("http://a.b.shop.example/"), Now));
        Assert.Null(_jar.Get(Url("http://workshop.example/"), Now));
    }

    [Fact]
    public void Secure_cookie_that_has_expired_hides_no_other()
    {
        _jar.Set(Url("https://shop.example/"), "k=old; Secure; Max-Age=60", Now);

        Assert.Equal(CookieOutcome.Insecure, _jar.Set(Url("http://shop.example/"), "k=new", Now.AddSeconds(59)));
        Assert.Equal(CookieOutcome.Stored, _jar.Set(Url("http://shop.example/"), "k=new", Now.AddSeconds(60)));
    }

    [Fact]
    public void Cookie_ends_at_its_time()
    {
        _jar.Set(Url("http://shop.example/"), "k=v; Max-Age=60; Expires=Fri, 01 Jan 2100 00:00:00 GMT", Now);

        Assert.Equal("k=v", _jar.Get(Url("http://shop.example/"), Now.AddSeconds(59)));
        Assert.Null(_jar.Get(Url("http://shop.example/"), Now.AddSeconds(60)));
        Assert.Equal(0, _jar.Count);
    }

    [Theory]
    [InlineData("k=v; Expires=Fri, 01 Jan 2100 00:00:00 GMT")]
    [InlineData("k=v; Max-Age=99999999999999999999999")]
    public void Cookie_lives_no_longer_than_four_hundred_days(string field) =>
        Assert.Equal(Now.AddDays(400), SetCookie.Parse(field, Now, CookieRules.Rfc6265bis)!.Expires);

    [Fact]
    public void Secure_cookie_is_neither_sent_nor_hidden_over_http()
    {
        _jar.Set(Url("https://shop.example/"), "k=secret; Secure; Path=/", Now);

        Assert.Null(_jar.Get(Url("http://shop.example/"), Now));
        Assert.Equal(CookieOutcome.Insecure, _jar.Set(Url("http://shop.example/"), "k=forged; Path=/", Now));
        Assert.Equal(CookieOutcome.Stored, _jar.Set(Url("http://shop.example/"), "other=1", Now));
        Assert.Equal("k=secret; other=1", _jar.Get(Url("https://shop.example/"), Now));
    }

    [Fact]
    public void Renewed_cookie_keeps_its_place()
    {
        var url = Url("http://shop.example/");
        _jar.Set(url, "a=1", Now);
        _jar.Set(url, "b=2", Now);
        _jar.Set(url, "a=3", Now);

        Assert.Equal("a=3; b=2", _jar.Get(url, Now));
    }

    [Fact]
    public void Domain_over_its_limit_loses_the_cookie_used_longest_ago()
    {
        var url = Url("http://shop.example/");
        foreach (var field in (string[])["a=1; path=/a", "b=1; path=/b", "c=1; path=/c"])
            _jar.Set(url, field, Now);
        _jar.Get(Url("http://shop.example/a"), Now);
        _jar.Set(url, "d=1; path=/d", Now);

        Assert.Null(_jar.Get(Url("http://shop.example/b"), Now));
        Assert.Equal("a=1", _jar.Get(Url("http://shop.example/a"), Now));
        Assert.Equal((3, 1L), (_jar.Count, _jar.Evicted));
    }

    [Fact]
    public void Bomb_of_cookies_stays_within_the_limits()
    {
        for (var i = 0; i < 2000; i++)
            _jar.Set(Url($"http://h{i % 50}.shop.example/"), $"k{i}=v; Domain={(i % 3 == 0 ? "shop.example" : "")}", Now);

        Assert.InRange(_jar.Count, 1, 5);
        Assert.Equal(2000 - _jar.Count, _jar.Evicted);
    }

    [Fact]
    public void Nothing_throws_on_any_field() =>
        Prop.ForAll(
            Gen.Elements("a", "=", ";", " ", "Domain", "Path=/", "Max-Age=", "-", "9", "Expires=", "Fri, 01 Jan 2100", "00:00:00", "SameSite=None", "Secure",
                "__Host-", ".", "shop.example", "\t", "\r", "\0", "é").ListOf().Select(list => string.Concat(list)).ToArbitrary(),
            field =>
            {
                _jar.Set(Url("https://shop.example/a/b"), field, Now);
                return _jar.Get(Url("https://shop.example/a/b/c"), Now) is null or { Length: > 0 };
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(51, 53));

    private static CrawlUrl Url(string text)
    {
        Assert.True(CrawlUrl.TryParse(text, null, UrlCanonicalizer.PlainUrls, out var url, out var error), error.ToString());
        return url;
    }
}
