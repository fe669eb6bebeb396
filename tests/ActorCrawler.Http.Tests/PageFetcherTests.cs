using System.Net;
using System.Text;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Http;
using ActorCrawler.Http.Addresses;
using ActorCrawler.Http.Names;
using ActorCrawler.Http.Tests.Support;

namespace ActorCrawler.Http.Tests;

public sealed class PageFetcherTests
{
    private static readonly StaticResolver NoNames = new([]);

    [Fact]
    public async Task Fetch_keeps_head_and_body_as_received_when_a_page_is_answered()
    {
        await using var server = RawServer.Answering("HTTP/1.1 200 Fine\r\nSet-Cookie: a=1\r\nContent-Type: text/html\r\nSet-Cookie: b=2\r\nContent-Length: 5\r\n\r\nhello");
        using var fetcher = new PageFetcher(Defaults.Settings, NoNames, TimeProvider.System);

        using var outcome = await fetcher.FetchAsync(Defaults.Order(server.Url), CancellationToken.None);

        var fetched = Assert.IsType<FetchOutcome.Fetched>(outcome);
        Assert.Equal(200, fetched.Status);
        Assert.Equal("Fine", fetched.Head.ReasonPhrase);
        Assert.Equal("HTTP/1.1", fetched.Head.Protocol);
        Assert.Equal(
            [new("Set-Cookie", "a=1"), new("Content-Type", "text/html"), new("Set-Cookie", "b=2"), new HeaderField("Content-Length", "5")],
            fetched.Head.Fields);
        Assert.Equal("hello", Encoding.ASCII.GetString(fetched.Body.Memory.Span));
        Assert.False(fetched.Truncated);
        Assert.Equal(new IPEndPoint(IPAddress.Loopback, server.Port), fetched.Facts.RemoteAddress);
        Assert.NotNull(fetched.Facts.Connect);
        Assert.Equal(fetched.Head.Raw.Length + 5, fetched.Facts.BytesReceived);
    }

    [Fact]
    public async Task Fetch_uses_one_connection_when_a_host_keeps_it_alive()
    {
        await using var server = RawServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", keepAlive: true);
        using var fetcher = new PageFetcher(Defaults.Settings, NoNames, TimeProvider.System);

        for (var i = 0; i < 5; i++)
        {
            using var outcome = await fetcher.FetchAsync(Defaults.Order(server.Url), CancellationToken.None);
            var fetched = Assert.IsType<FetchOutcome.Fetched>(outcome);
            Assert.Equal(40, fetched.Facts.BytesReceived);
            Assert.Equal(i == 0, fetched.Facts.Connect is not null);
        }

        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task Fetch_names_the_target_when_redirected()
    {
        await using var server = RawServer.Answering("HTTP/1.1 301 Moved\r\nLocation: ../b?c#d\r\nContent-Length: 4\r\n\r\ngone");
        using var fetcher = new PageFetcher(Defaults.Settings, NoNames, TimeProvider.System);

        using var outcome = await fetcher.FetchAsync(Defaults.Order(server.Url + "x/y"), CancellationToken.None);

        var redirected = Assert.IsType<FetchOutcome.Redirected>(outcome);
        Assert.Equal("../b?c#d", redirected.Location);
        Assert.Equal(server.Url + "b?c", redirected.Target);
    }

    [Fact]
    public async Task Fetch_leaves_the_body_when_its_type_is_not_wanted()
    {
        await using var server = RawServer.Answering("HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: 1000000000\r\n\r\n....");
        using var fetcher = new PageFetcher(Defaults.Settings, NoNames, TimeProvider.System);

        using var outcome = await fetcher.FetchAsync(Defaults.Order(server.Url) with { WantedTypes = ["text/html"] }, CancellationToken.None);

        Assert.Equal("video/mp4", Assert.IsType<FetchOutcome.Unwanted>(outcome).Head.First("content-type"));
    }

    [Fact]
    public async Task Fetch_fails_before_connecting_when_the_address_is_private()
    {
        await using var server = RawServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        using var fetcher = new PageFetcher(Defaults.Settings, NoNames, TimeProvider.System);

        using var outcome = await fetcher.FetchAsync(Defaults.Order(server.Url) with { Addresses = AddressPolicy.PublicOnly }, CancellationToken.None);

        var failed = Assert.IsType<FetchOutcome.Failed>(outcome);
        Assert.Equal(Reason.PrivateAddress, failed.Reason);
        Assert.Contains("--allow-private", failed.Detail, StringComparison.Ordinal);
        Assert.Equal(0, server.Connections);
    }
}
