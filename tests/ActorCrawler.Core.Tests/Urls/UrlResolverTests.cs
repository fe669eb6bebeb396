using System.Text;
using ActorCrawler.Core.Encodings;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Tests.Urls;

public sealed class UrlResolverTests
{
    private static readonly CrawlUrl Page = CrawlUrl.FromCanonical("https://example.org/a/b.html?c");

    [Fact]
    public void Resolved_has_no_fragment_and_canonical_no_tracking_parameters()
    {
        var resolver = Make();

        Assert.Equal(UrlError.None, resolver.Resolve(" ../x?utm_source=y&z#f\n"u8));
        Assert.Equal(CanonicalizationRules.DropFragment | CanonicalizationRules.DropTrackingParameters, resolver.Canonicalize());
        Assert.Equal("https://example.org/x?utm_source=y&z", Encoding.ASCII.GetString(resolver.Resolved));
        Assert.Equal("https://example.org/x?z", Encoding.ASCII.GetString(resolver.Canonical));
        Assert.Equal("https://example.org/x?z", resolver.ToCrawlUrl().Href);
    }

    [Fact]
    public void Links_resolve_against_the_base_element_when_there_is_one()
    {
        var resolver = Make();

        Assert.True(resolver.TryRebase("//cdn.example/dir/?q#f"u8));
        Assert.Equal(UrlError.None, resolver.Resolve("x"u8));
        Assert.Equal("https://cdn.example/dir/x", Encoding.ASCII.GetString(resolver.Canonical));
    }

    [Fact]
    public void Base_stays_when_the_base_element_is_no_url()
    {
        var resolver = Make();

        Assert.False(resolver.TryRebase("javascript:x"u8));
        Assert.Equal(UrlError.None, resolver.Resolve("x"u8));
        Assert.Equal("https://example.org/a/x", Encoding.ASCII.GetString(resolver.Canonical));
    }

    [Fact]
    public void Text_beyond_the_limit_is_refused()
    {
        var resolver = new UrlResolver(UrlCanonicalizer.Default) { MaxInputBytes = 10 };
        resolver.Reset(Page, null);

        Assert.Equal(UrlError.TooLong, resolver.Resolve("0123456789a"u8));
        Assert.True(resolver.Canonical.IsEmpty);
    }

    [Fact]
    public void Query_follows_the_page_s_encoding_and_the_next_page_s_after_reset()
    {
        var resolver = Make();
        resolver.Reset(Page, WebEncoding.Windows1252);
        Assert.Equal(UrlError.None, resolver.Resolve("é?é€例"u8));
        Assert.Equal("https://example.org/a/%C3%A9?%E9%80%26%2320363%3B", Encoding.ASCII.GetString(resolver.Resolved));

        resolver.Reset(Page, WebEncoding.Utf8);
        Assert.Equal(UrlError.None, resolver.Resolve("?é"u8));
        Assert.Equal("https://example.org/a/b.html?%C3%A9", Encoding.ASCII.GetString(resolver.Resolved));
    }

    [Theory]
    [InlineData("/a/b/c.html")]
    [InlineData("../img/x.html?page=2&utm_source=feed&q=a%20b#top")]
    [InlineData("https://www.example.com/news/2026/11/22/some-story.html?id=12345")]
    [InlineData("//other.example/%7euser/;jsessionid=1")]
    [InlineData("?q=é&x=例")]
    [InlineData("http://bücher.example/straße")]
    [InlineData("mailto:someone@example.org")]
    public void Link_is_resolved_canonicalised_judged_and_fingerprinted_without_allocating(string link)
    {
        var resolver = Make();
        var scope = new UrlScope(ScopeMode.Domain, [Page.Host], [], []);
        var traps = new TrapRules(new TrapSettings(2000, 20, 3, 1000, 50, 24, 120, 2));
        var fingerprinter = new Fingerprinter(new byte[16]);
        var bytes = Encoding.UTF8.GetBytes(link);

        Assert.Equal(0, Allocations.Of(() => Run(200)));

        void Run(int count)
        {
            for (var i = 0; i < count; i++)
            {
                if (resolver.Resolve(bytes) != UrlError.None)
                    continue;
                resolver.Canonicalize();
                scope.Judge(resolver.Canonical, resolver.CanonicalParts);
                traps.Judge(resolver.Canonical, resolver.CanonicalParts, new DateOnly(2026, 11, 22));
                fingerprinter.Compute(resolver.Canonical);
            }
        }
    }

    private static UrlResolver Make()
    {
        var resolver = new UrlResolver(UrlCanonicalizer.Default);
        resolver.Reset(Page, null);
        return resolver;
    }
}
