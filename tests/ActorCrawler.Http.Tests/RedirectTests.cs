using System.Text;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Http.Tests.Support;

namespace ActorCrawler.Http.Tests;

public sealed class RedirectTests
{
    /// <summary>Location, and its target from http://a.example/dir/page?q; null is no target.</summary>
    public static readonly TheoryData<string, string?> Locations = new()
    {
        { "http://b.example/", "http://b.example/" },
        { "https://a.example:443/x", "https://a.example/x" },
        { "/root", "http://a.example/root" },
        { "sibling", "http://a.example/dir/sibling" },
        { "../up#part", "http://a.example/up" },
        { "?other", "http://a.example/dir/page?other" },
        { "#part", "http://a.example/dir/page?q" },
        { "//c.example/x", "http://c.example/x" },
        { "http:relative", "http://a.example/dir/relative" },
        { "HTTP://B.EXAMPLE/", "http://b.example/" },
        { "\\\\d.example\\x", "http://d.example/x" },
        { "/stra\u00dfe", "http://a.example/stra%C3%9Fe" },
        { "/a b", "http://a.example/a%20b" },
        { "http://user:password@b.example/", "http://user:password@b.example/" },
        { "http://127.1/", "http://127.0.0.1/" },
        { "http://bücher.example/", "http://xn--bcher-kva.example/" },
        { "", "http://a.example/dir/page?q" },
        { "mailto:me@example.org", null },
        { "ftp://b.example/", null },
        { "javascript:alert(1)", null },
        { "data:text/html,x", null },
        { "file:///etc/passwd", null },
        { "http://", null },
        { "http://[::1", null },
        { "http://a b.example/", null },
        { "https://b.example:99999/", null },
    };

    [Theory]
    [MemberData(nameof(Locations))]
    public void Target_is_resolved_as_browsers_do_when_a_location_is(string location, string? target) =>
        Assert.Equal(target, Redirects.Resolve("http://a.example/dir/page?q", Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(location))));

    [Fact]
    public void Target_takes_bytes_as_latin_1_when_they_are_no_utf_8() =>
        Assert.Equal("http://a.example/stra%C3%9Fe", Redirects.Resolve("http://a.example/", "/stra\u00dfe"));

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Redirect_is_an_outcome_when_the_status_is(int status)
    {
        using var outcome = await Fetching.FetchAnswerAsync($"HTTP/1.1 {status} x\r\nLocation: http://b.example/\r\nContent-Length: 4\r\n\r\nbody");

        var redirected = Assert.IsType<FetchOutcome.Redirected>(outcome);
        Assert.Equal((status, "http://b.example/", 4), (redirected.Status, redirected.Target, redirected.Body.Length));
    }

    [Theory]
    [InlineData(300)]
    [InlineData(304)]
    [InlineData(305)]
    [InlineData(306)]
    [InlineData(201)]
    public async Task Location_is_not_followed_when_the_status_is(int status)
    {
        using var outcome = await Fetching.FetchAnswerAsync($"HTTP/1.1 {status} x\r\nLocation: http://b.example/\r\nContent-Length: 0\r\n\r\n");

        Assert.Equal(status, outcome.IsFetched().Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Location: javascript:alert(1)\r\n")]
    public async Task Redirect_is_bad_when_it_leads_nowhere(string field)
    {
        using var outcome = await Fetching.FetchAnswerAsync($"HTTP/1.1 302 x\r\n{field}Content-Length: 0\r\n\r\n");

        var failed = outcome.IsFailed(Reason.BadRedirect);
        Assert.Equal((false, 302), (failed.MayHeal, failed.Head!.Status));
    }

    [Fact]
    public async Task Redirect_counts_when_its_body_stalls()
    {
        await using var server = RawServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync("HTTP/1.1 301 x\r\nLocation: /next\r\nContent-Length: 10\r\n\r\nhalf");
            await connection.StallAsync();
        });

        using var outcome = await Fetching.FetchAsync(server.Url, s => s with { IdleTimeout = TimeSpan.FromMilliseconds(200) });

        Assert.Equal(server.Url + "next", Assert.IsType<FetchOutcome.Redirected>(outcome).Target);
    }
}
