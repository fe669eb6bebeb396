using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Tests.Frontier;

public sealed class BlockRuleTests
{
    [Theory]
    [InlineData("example.org", true)]
    [InlineData("localhost", true)]
    [InlineData("127.0.0.1:8080", true)]
    [InlineData("[::1]:8080", true)]
    [InlineData("https://example.org/", true)]
    [InlineData("b\u00fccher.example", true)]
    [InlineData("/private/", false)]
    [InlineData(@"\.pdf$", false)]
    [InlineData("private", false)]
    [InlineData("https://example.org/private/", false)]
    [InlineData(@"^https://example\.org/a", false)]
    [InlineData(".org", false)]
    public void Rule_is_a_host_when_it_looks_like_one(string text, bool isHost)
    {
        Assert.True(BlockRule.TryParse(text, TimeSpan.FromSeconds(1), out var rule, out _));

        Assert.Equal(isHost, rule.Host is not null);
    }

    [Theory]
    [InlineData("")]
    [InlineData("(")]
    public void Rule_is_refused_when_it_is_no_pattern_either(string text)
    {
        Assert.False(BlockRule.TryParse(text, TimeSpan.FromSeconds(1), out _, out var error));

        Assert.NotEmpty(error);
    }

    [Theory]
    [InlineData("example.org", "http://example.org", true)]
    [InlineData("Example.ORG", "https://example.org", true)]
    [InlineData("example.org", "https://example.org:8443", true)]
    [InlineData("example.org", "http://www.example.org", false)]
    [InlineData("example.org:8080", "http://example.org:8080", true)]
    [InlineData("example.org:8080", "https://example.org:8080", true)]
    [InlineData("example.org:80", "http://example.org", true)]
    [InlineData("example.org:80", "https://example.org:80", true)]
    [InlineData("example.org:80", "https://example.org", false)]
    [InlineData("http://example.org", "http://example.org", true)]
    [InlineData("http://example.org", "https://example.org", false)]
    [InlineData("http://example.org", "http://example.org:8080", false)]
    [InlineData("[::1]:8080", "http://[::1]:8080", true)]
    public void Host_pattern_matches_as_people_mean_it(string text, string key, bool matches)
    {
        Assert.True(HostPattern.TryParse(text, out var pattern));

        Assert.Equal(matches, pattern.Matches(key));
        if (matches) Assert.True(pattern.Keys.Contains(key) || pattern.Prefixes.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("example.org/path")]
    [InlineData("example.org:")]
    [InlineData("user@example.org")]
    [InlineData("ftp://example.org")]
    [InlineData("exa mple.org")]
    public void Host_pattern_is_refused_when_it_names_no_host(string text) => Assert.False(HostPattern.TryParse(text, out _));

    [Fact]
    public void Pattern_matches_anywhere_in_the_url()
    {
        Assert.True(BlockRule.TryParse("/private/", TimeSpan.FromSeconds(1), out var rule, out _));

        Assert.True(rule.Matches("https://a.example", "https://a.example/x/private/y"));
        Assert.False(rule.Matches("https://a.example", "https://a.example/x/privat/y"));
    }
}
