using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Http.Tests.Support;

namespace ActorCrawler.Http.Tests;

public sealed class TlsTests
{
    [Theory]
    [InlineData("self-signed", "127.0.0.1", -1, 1, "its issuer is not trusted")]
    [InlineData("expired", "127.0.0.1", -3, -1, "it is valid from")]
    [InlineData("not yet valid", "127.0.0.1", 1, 3, "it is valid from")]
    [InlineData("for another host", "example.org", -1, 1, "it is for CN=example.org, not for 127.0.0.1")]
    public async Task Certificate_is_refused_when_it_is(string kind, string name, int from, int until, string told)
    {
        using var certificate = TestCertificates.Make(name, from, until);
        await using var server = Server(certificate);

        using var strict = await Fetching.FetchAsync(server.SecureUrl);
        using var lax = await Fetching.FetchAsync(server.SecureUrl, s => s with { InsecureTls = true });

        var failed = strict.IsFailed(Reason.Tls);
        Assert.True(failed.Detail.Contains(told, StringComparison.Ordinal), $"{kind}: {failed.Detail}");
        Assert.False(failed.MayHeal);
        Assert.Equal("secret", lax.IsFetched().Text());
        Assert.NotNull(lax.Facts.TlsHandshake);
        Assert.Equal(server.Port, lax.Facts.RemoteAddress!.Port);
    }

    [Fact]
    public async Task Handshake_times_out_when_the_server_stalls()
    {
        await using var server = RawServer.Start(async connection => await connection.StallAsync());

        using var outcome = await Fetching.FetchAsync(server.SecureUrl, s => s with { TlsTimeout = TimeSpan.FromMilliseconds(200) });

        Assert.True(outcome.IsFailed(Reason.Timeout, TimeLimit.TlsHandshake).MayHeal);
    }

    [Fact]
    public async Task Handshake_times_out_when_the_server_drips()
    {
        await using var server = RawServer.Start(async connection =>
        {
            // A handshake record that announces 16 KB and comes byte by byte.
            await connection.SendAsync(new byte[] { 0x16, 3, 3, 0x3F, 0xFF });
            await connection.DripAsync("\x02");
        });

        using var outcome = await Fetching.FetchAsync(server.SecureUrl, s => s with { TlsTimeout = TimeSpan.FromMilliseconds(200) });

        outcome.IsFailed(Reason.Timeout, TimeLimit.TlsHandshake);
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n")]
    [InlineData("")]
    public async Task Handshake_fails_and_may_heal_when_the_server_speaks_no_tls(string answer)
    {
        await using var server = RawServer.Start(async connection => await connection.SendAsync(answer));

        using var outcome = await Fetching.FetchAsync(server.SecureUrl);

        Assert.True(outcome.IsFailed(Reason.Tls).MayHeal);
    }

    [Fact]
    public async Task Connection_is_used_again_when_it_is_secure()
    {
        using var certificate = TestCertificates.Make("127.0.0.1");
        await using var server = Server(certificate);
        using var fetcher = new PageFetcher(Defaults.Settings with { InsecureTls = true }, Fetching.NoNames, TimeProvider.System);

        for (var i = 0; i < 3; i++)
        {
            using var outcome = await fetcher.FetchAsync(Defaults.Order(server.SecureUrl), CancellationToken.None);
            Assert.Equal(i == 0, outcome.IsFetched().Facts.TlsHandshake is not null);
        }

        Assert.Equal(1, server.Connections);
    }

    private static RawServer Server(X509Certificate2 certificate) => RawServer.Start(async connection =>
    {
        var secure = new SslStream(connection.Stream);
        connection.Stream = secure;
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, connection.Stopped);
        while (await connection.ReadRequestAsync() is not null)
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret");
    });
}
