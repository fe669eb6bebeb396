using System.Net.Security;
using System.Text;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Http.Addresses;
using ActorCrawler.Http.Tests.Support;

namespace ActorCrawler.Http.Tests;

public sealed class ProxyTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    [Fact]
    public async Task Request_goes_to_the_proxy_whole_when_the_target_is_http()
    {
        var seen = new List<string>();
        await using var proxy = RawServer.Start(async connection =>
        {
            while (await connection.ReadRequestAsync() is { } request)
            {
                seen.Add(request.Split("\r\n")[0]);
                await connection.SendAsync(Ok);
            }
        });

        // The guard is on: the user has named the proxy, and with it its address.
        using var outcome = await FetchAsync($"http://127.0.0.1:{proxy.Port}", "http://target.example/a?b");

        Assert.Equal("ok", outcome.IsFetched().Text());
        Assert.Equal(["GET http://target.example/a?b HTTP/1.1"], seen);
    }

    [Fact]
    public async Task Proxy_is_given_its_password_when_it_asks_for_it()
    {
        await using var proxy = RawServer.Start(async connection =>
        {
            while (await connection.ReadRequestAsync() is { } request)
            {
                await connection.SendAsync(request.Contains("Proxy-Authorization: Basic " + Convert.ToBase64String("me:p@ss"u8), StringComparison.Ordinal)
                    ? Ok
                    : "HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n");
            }
        });

        using var outcome = await FetchAsync($"http://me:p%40ss@127.0.0.1:{proxy.Port}", "http://target.example/");

        Assert.Equal("ok", outcome.IsFetched().Text());
    }

    [Fact]
    public async Task Request_goes_through_a_tunnel_when_the_target_is_https()
    {
        using var certificate = TestCertificates.Make("target.example");
        var asked = "";
        await using var proxy = RawServer.Start(async connection =>
        {
            asked = await connection.ReadRequestAsync() ?? "";
            await connection.SendAsync("HTTP/1.1 200 Established\r\n\r\n");
            var secure = new SslStream(connection.Stream);
            connection.Stream = secure;
            await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, connection.Stopped);
            while (await connection.ReadRequestAsync() is not null)
                await connection.SendAsync("HTTP/1.1 200 OK\r\nX-Order: kept\r\nContent-Length: 2\r\n\r\nok");
        });

        using var outcome = await FetchAsync($"http://127.0.0.1:{proxy.Port}", "https://target.example/", insecure: true);

        Assert.Equal("ok", outcome.IsFetched().Text());
        Assert.Equal("kept", outcome.IsFetched().Head.First("X-Order"));
        Assert.StartsWith("CONNECT target.example:443 ", asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_fails_to_connect_when_the_proxy_refuses_the_tunnel()
    {
        await using var proxy = RawServer.Answering("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n");

        using var outcome = await FetchAsync($"http://127.0.0.1:{proxy.Port}", "https://target.example/");

        Assert.Contains("403", outcome.IsFailed(Reason.Connect).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_goes_through_socks_with_the_name_when_the_proxy_is_one()
    {
        var asked = "";
        await using var proxy = RawServer.Start(async connection =>
        {
            var greeting = await connection.ReadExactlyAsync(2);
            await connection.ReadExactlyAsync(greeting[1]);
            await connection.SendAsync(new byte[] { 5, 0 });
            var request = await connection.ReadExactlyAsync(5);
            asked = Encoding.ASCII.GetString(await connection.ReadExactlyAsync(request[4]));
            await connection.ReadExactlyAsync(2);
            await connection.SendAsync(new byte[] { 5, 0, 0, 1, 0, 0, 0, 0, 0, 0 });
            while (await connection.ReadRequestAsync() is not null)
                await connection.SendAsync(Ok);
        });

        using var outcome = await FetchAsync($"socks5://127.0.0.1:{proxy.Port}", "http://target.example/");

        Assert.Equal("ok", outcome.IsFetched().Text());
        Assert.Equal("target.example", asked);
    }

    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://[::ffff:10.0.0.1]/")]
    [InlineData("https://169.254.169.254/")]
    [InlineData("http://localhost/")]
    [InlineData("http://x.localhost/")]
    public async Task Target_is_refused_when_it_is_private_by_its_address(string url)
    {
        await using var proxy = RawServer.Answering(Ok);

        using var outcome = await FetchAsync($"http://127.0.0.1:{proxy.Port}", url);

        outcome.IsFailed(Reason.PrivateAddress);
        Assert.Equal(0, proxy.Connections);
    }

    [Fact]
    public async Task Environment_is_not_asked_when_no_proxy_is_named()
    {
        await using var proxy = RawServer.Answering(Ok);
        await using var server = RawServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\ndirect");
        Environment.SetEnvironmentVariable("http_proxy", $"http://127.0.0.1:{proxy.Port}");
        try
        {
            using var outcome = await Fetching.FetchAsync(server.Url);
            Assert.Equal("direct", outcome.IsFetched().Text());
        }
        finally
        {
            Environment.SetEnvironmentVariable("http_proxy", null);
        }
    }

    private static async Task<FetchOutcome> FetchAsync(string proxy, string url, bool insecure = false)
    {
        using var fetcher = new PageFetcher(Defaults.Settings with { Proxy = proxy, InsecureTls = insecure }, Fetching.NoNames, TimeProvider.System);
        return await fetcher.FetchAsync(Defaults.Order(url) with { Addresses = AddressPolicy.PublicOnly }, CancellationToken.None);
    }
}
