using System.Text;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Tests.Urls;

public sealed class UrlScopeTests
{
    [Theory]
    [InlineData("https://example.org/", "https://example.org/x", true)]
    [InlineData("https://example.org/", "http://example.org/x", true)]
    [InlineData("https://example.org/", "http://www.example.org/x", true)]
    [InlineData("https://www.example.org/", "https://example.org/x", true)]
    [InlineData("https://example.org/", "https://example.org:8443/", false)]
    [InlineData("https://example.org/", "https://blog.example.org/", false)]
    [InlineData("https://example.org/", "https://example.org.evil.test/", false)]
    [InlineData("https://example.org/", "https://evil.test/example.org", false)]
    [InlineData("http://example.org:8080/", "http://example.org:8080/x", true)]
    [InlineData("http://example.org:8080/", "https://example.org:8080/x", false)]
    [InlineData("http://example.org:8080/", "http://example.org/", false)]
    [InlineData("http://example.org:8080/", "http://www.example.org:8080/", false)]
    [InlineData("http://127.0.0.1/", "http://127.0.0.1/x", true)]
    [InlineData("http://[::1]:81/", "http://[::1]:81/x", true)]
    public void Host_scope_covers_both_schemes_and_www_on_default_ports_only(string start, string url, bool isInside) =>
        Check(ScopeMode.Host, start, url, isInside ? ScopeReason.HostInScope : ScopeReason.OtherHost);

    [Theory]
    [InlineData("https://www.example.co.uk/", "http://shop.example.co.uk:8080/", true)]
    [InlineData("https://www.example.co.uk/", "https://other.co.uk/", false)]
    [InlineData("https://a.github.io/", "https://b.github.io/", false)]
    [InlineData("https://a.github.io/", "https://www.a.github.io/", true)]
    [InlineData("http://127.0.0.1/", "http://127.0.0.1:81/", true)]
    [InlineData("http://127.0.0.1/", "http://1.0.0.1/", false)]
    [InlineData("http://localhost/", "http://localhost/", true)]
    [InlineData("http://localhost/", "http://other.localhost/", false)]
    public void Domain_scope_covers_the_registrable_domain(string start, string url, bool isInside) =>
        Check(ScopeMode.Domain, start, url, isInside ? ScopeReason.DomainInScope : ScopeReason.OtherDomain);

    [Fact]
    public void Any_scope_covers_the_web() => Check(ScopeMode.Any, "https://example.org/", "http://elsewhere.test:1/", ScopeReason.AnyHost);

    [Fact]
    public void Added_host_is_inside_when_a_start_url_redirected_there()
    {
        var scope = new UrlScope(ScopeMode.Host, [new HostKey("https://example.org")], [], []);

        Assert.True(scope.AddHost(new HostKey("https://example.com")));
        Assert.False(scope.AddHost(new HostKey("https://example.com")));
        Assert.True(scope.Judge(Url("http://www.example.com/")).IsInside);
        Assert.Equal(["https://example.org", "https://example.com"], scope.Hosts.Select(host => host.Origin));
    }

    [Fact]
    public void Exclude_wins_over_include_and_names_its_pattern()
    {
        var scope = Scope(["/docs/"], ["/docs/private"]);

        Assert.Equal(new ScopeVerdict(ScopeReason.Excluded, "/docs/private"), scope.Judge(Url("https://example.org/docs/private/x")));
        Assert.Equal(new ScopeVerdict(ScopeReason.HostInScope), scope.Judge(Url("https://example.org/docs/x")));
        Assert.Equal(new ScopeVerdict(ScopeReason.NotIncluded), scope.Judge(Url("https://example.org/x")));
    }

    [Fact]
    public void Start_urls_are_exempt_from_include_and_not_from_exclude()
    {
        var scope = Scope(["/docs/"], ["/private"]);

        Assert.True(scope.Judge(Url("https://example.org/x"), isStart: true).IsInside);
        Assert.Equal(ScopeReason.Excluded, scope.Judge(Url("https://example.org/private"), isStart: true).Reason);
    }

    [Fact]
    public void Patterns_are_not_asked_when_the_host_is_outside() =>
        Assert.Equal(ScopeReason.OtherHost, Scope([], ["."]).Judge(Url("https://elsewhere.test/")).Reason);

    [Fact]
    public void Pattern_runs_in_linear_time_when_its_constructs_allow_that()
    {
        Assert.True(UrlPattern.TryParse("(a+)+$", TimeSpan.FromSeconds(1), out var linear, out _));
        Assert.True(UrlPattern.TryParse("(?=a)(a+)+$", TimeSpan.FromMilliseconds(20), out var backtracking, out _));

        var hostile = Encoding.ASCII.GetBytes("https://example.org/" + new string('a', 40) + "!");

        Assert.True(linear.IsLinear);
        Assert.False(linear.IsMatch(hostile));
        Assert.False(backtracking.IsLinear);
        Assert.Null(backtracking.IsMatch(hostile));
    }

    [Fact]
    public void Pattern_may_refer_back_to_a_group()
    {
        Assert.True(UrlPattern.TryParse(@"/(\w+)/\1/", TimeSpan.FromSeconds(1), out var pattern, out var error), error);

        Assert.True(pattern.IsMatch("https://h/a/b/b/c"u8));
        Assert.False(pattern.IsMatch("https://h/a/b/c"u8));
    }

    [Fact]
    public void Url_is_outside_when_a_pattern_runs_out_of_time()
    {
        Assert.True(UrlPattern.TryParse("(?=a)(a+)+$", TimeSpan.FromMilliseconds(20), out var slow, out _));
        var scope = new UrlScope(ScopeMode.Host, [new HostKey("https://example.org")], [], [slow]);

        var verdict = scope.Judge(Url("https://example.org/" + new string('a', 40) + "!"));

        Assert.Equal(new ScopeVerdict(ScopeReason.PatternTimedOut, "(?=a)(a+)+$"), verdict);
    }

    [Fact]
    public void Wrong_pattern_is_refused_with_the_place_of_the_error()
    {
        Assert.False(UrlPattern.TryParse("/a(b", TimeSpan.FromSeconds(1), out _, out var error));

        Assert.Contains("/a(b", error, StringComparison.Ordinal);
        Assert.Contains("character 5", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_reason_explains_itself()
    {
        foreach (var reason in Enum.GetValues<ScopeReason>())
            Assert.NotEmpty(new ScopeVerdict(reason, "p").Explain());
    }

    private static void Check(ScopeMode mode, string start, string url, ScopeReason expected) =>
        Assert.Equal(expected, new UrlScope(mode, [Url(start).Host], [], []).Judge(Url(url)).Reason);

    private static UrlScope Scope(string[] include, string[] exclude) =>
        new(ScopeMode.Host, [new HostKey("https://example.org")], [.. include.Select(Pattern)], [.. exclude.Select(Pattern)]);

    private static UrlPattern Pattern(string text)
    {
        Assert.True(UrlPattern.TryParse(text, TimeSpan.FromSeconds(1), out var pattern, out var error), error);
        return pattern;
    }

    private static CrawlUrl Url(string text) => CrawlUrl.FromCanonical(text);
}
