using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Tests.Urls;

public sealed class CrawlUrlTests
{
    [Fact]
    public void Components_are_those_of_the_text()
    {
        Assert.True(CrawlUrl.TryParse("HTTPS://Bücher.example:0443/a b?c d#e", null, UrlCanonicalizer.Default, out var url, out _));

        Assert.Equal("https://xn--bcher-kva.example/a%20b?c%20d", url.Href);
        Assert.Equal(("xn--bcher-kva.example", "/a%20b?c%20d", 443, true), (url.HostName, url.PathAndQuery, url.Port, url.IsHttps));
        Assert.Equal(new HostKey("https://xn--bcher-kva.example"), url.Host);
    }

    [Fact]
    public void Reference_is_resolved_when_there_is_a_base()
    {
        var page = CrawlUrl.FromCanonical("http://h:81/a/b?c");

        Assert.True(CrawlUrl.TryParse("../x", page, UrlCanonicalizer.Default, out var url, out _));
        Assert.Equal("http://h:81/x", url.Href);
    }

    [Theory]
    [InlineData("", UrlError.Empty)]
    [InlineData(" \t", UrlError.Empty)]
    [InlineData("/a", UrlError.RelativeWithoutBase)]
    [InlineData("mailto:a@b", UrlError.NotHttp)]
    [InlineData("JavaScript:void(0)", UrlError.NotHttp)]
    [InlineData("https:///", UrlError.HostMissing)]
    [InlineData("https://u@/", UrlError.HostMissing)]
    [InlineData("https://a b/", UrlError.HostForbiddenCharacter)]
    [InlineData("https://a%00b/", UrlError.HostForbiddenCharacter)]
    [InlineData("https://\u200d/", UrlError.HostInvalidDomain)]
    [InlineData("https://xn---nqa.\u00e9/", UrlError.HostInvalidDomain)]
    [InlineData("https://1.2.3.256/", UrlError.HostInvalidIpv4)]
    [InlineData("https://[1::2::3]/", UrlError.HostInvalidIpv6)]
    [InlineData("https://h:65536/", UrlError.PortInvalid)]
    public void Error_says_what_is_wrong(string text, UrlError expected)
    {
        Assert.False(CrawlUrl.TryParse(text, null, UrlCanonicalizer.Default, out _, out var error));
        Assert.Equal(expected, error);
        Assert.NotEmpty(error.Explain());
    }

    [Fact]
    public void Host_that_no_name_can_have_is_refused_before_it_costs_anything()
    {
        Assert.False(CrawlUrl.TryParse("https://" + new string('é', 100_000), null, UrlCanonicalizer.Default, out _, out var error));
        Assert.Equal(UrlError.HostTooLong, error);
    }

    [Theory]
    [InlineData("https://h")]
    [InlineData("https://h/#a")]
    [InlineData("https://H/")]
    [InlineData("/a")]
    public void FromCanonical_refuses_what_is_not_serialised(string text) =>
        Assert.Throws<FormatException>(() => CrawlUrl.FromCanonical(text));

    [Fact]
    public void FromCanonical_keeps_the_text_it_is_given()
    {
        var text = "https://example.org/" + new string('a', 10);

        Assert.Same(text, CrawlUrl.FromCanonical(text).Href);
    }

    [Fact]
    public void Parsing_allocates_nothing_but_the_result()
    {
        var page = CrawlUrl.FromCanonical("https://example.org/a/b");
        Parse(100);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Parse(1000);

        // The text (2 bytes a character and a header) and the object with its parts.
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 1000, 1, 200);

        void Parse(int count)
        {
            for (var i = 0; i < count; i++)
                Assert.True(CrawlUrl.TryParse("../c?utm_source=x&d#e", page, UrlCanonicalizer.Default, out _, out _));
        }
    }

    [Fact]
    public void Urls_are_equal_when_their_texts_are()
    {
        Assert.Equal(CrawlUrl.FromCanonical("https://h/a"), CrawlUrl.FromCanonical("https://h/a"));
        Assert.NotEqual(CrawlUrl.FromCanonical("https://h/a"), CrawlUrl.FromCanonical("https://h/A"));
        Assert.True(CrawlUrl.FromCanonical("https://h/a").CompareTo(CrawlUrl.FromCanonical("https://h/b")) < 0);
    }

    [Theory]
    [InlineData("https://h/x", "https://h", "https", "h", 443)]
    [InlineData("http://h:80/x", "http://h", "http", "h", 80)]
    [InlineData("http://h:443/x", "http://h:443", "http", "h", 443)]
    [InlineData("http://[::1]/x", "http://[::1]", "http", "[::1]", 80)]
    [InlineData("https://[::1]:8443/x", "https://[::1]:8443", "https", "[::1]", 8443)]
    [InlineData("https://u:p@h:1/x", "https://h:1", "https", "h", 1)]
    public void HostKey_is_scheme_name_and_port(string text, string origin, string scheme, string name, int port)
    {
        Assert.True(HostKey.TryParse(text, out var host));
        Assert.Equal((origin, scheme, name, port), (host.Origin, host.Scheme, host.Name, host.Port));
    }

    [Fact]
    public void HostKey_is_refused_when_the_text_is_no_url()
    {
        Assert.False(HostKey.TryParse("h", out _));
        Assert.False(HostKey.TryParse(null, out _));
    }
}
