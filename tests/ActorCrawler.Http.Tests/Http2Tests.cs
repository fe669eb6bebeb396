using ActorCrawler.Core.Frontier;
using ActorCrawler.Http.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace ActorCrawler.Http.Tests;

public sealed class Http2Tests
{
    private static readonly FetchSettings Settings = Defaults.Settings with { InsecureTls = true };

    [Fact]
    public async Task Fetch_speaks_http_2_when_the_server_offers_it()
    {
        await using var web = await SecureWeb.StartAsync(async context =>
        {
            context.Response.Headers.Append("X-Twice", "a");
            context.Response.Headers.Append("X-Twice", "b");
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync($"{context.Request.Protocol} {context.Request.Headers.UserAgent} {context.Request.Headers.AcceptEncoding}");
        });
        using var fetcher = new PageFetcher(Settings, Fetching.NoNames, TimeProvider.System);

        for (var i = 0; i < 2; i++)
        {
            using var outcome = await fetcher.FetchAsync(Defaults.Order(web.Url), CancellationToken.None);
            var fetched = outcome.IsFetched();
            Assert.Equal("HTTP/2 ActorCrawler/0.1 gzip, deflate, br", fetched.Text());
            Assert.Equal(("HTTP/2", 200), (fetched.Head.Protocol, fetched.Status));
            Assert.Equal("a, b", fetched.Head.Combined("x-twice"));
            Assert.Equal("text/html; charset=utf-8", fetched.Head.First("Content-Type"));
            Assert.Equal(new Uri(web.Url).Port, fetched.Facts.RemoteAddress?.Port);
            Assert.True(fetched.Facts.BytesReceived > fetched.Body.Length);
        }
        Assert.Equal(1, fetcher.OpenConnections);
    }

    [Fact]
    public async Task Fetch_speaks_http_1_when_http_2_is_off()
    {
        await using var web = await SecureWeb.StartAsync(context => context.Response.WriteAsync(context.Request.Protocol));
        using var fetcher = new PageFetcher(Settings with { Http2 = false }, Fetching.NoNames, TimeProvider.System);

        using var outcome = await fetcher.FetchAsync(Defaults.Order(web.Url), CancellationToken.None);

        Assert.Equal("HTTP/1.1", outcome.IsFetched().Text());
    }

    [Fact]
    public async Task Fetch_times_out_when_no_head_comes_over_http_2()
    {
        await using var web = await SecureWeb.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        var brief = TimeSpan.FromMilliseconds(300);
        // Limits of connecting come on top, because HTTP/2 does not say when the request was sent.
        using var fetcher = new PageFetcher(Settings with { HeadTimeout = brief, ConnectTimeout = brief, TlsTimeout = TimeSpan.FromSeconds(2) }, Fetching.NoNames, TimeProvider.System);

        using var outcome = await fetcher.FetchAsync(Defaults.Order(web.Url), CancellationToken.None);

        outcome.IsFailed(Reason.Timeout, TimeLimit.Head);
    }

    [Fact]
    public async Task Body_is_cut_and_its_stream_ended_when_it_never_ends_over_http_2()
    {
        var ended = new TaskCompletionSource();
        await using var web = await SecureWeb.StartAsync(async context =>
        {
            context.RequestAborted.Register(() => ended.TrySetResult());
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(new byte[10_000]);
        });
        using var fetcher = new PageFetcher(Settings, Fetching.NoNames, TimeProvider.System);

        using var outcome = await fetcher.FetchAsync(Defaults.Order(web.Url) with { MaxBodyBytes = 100_000 }, CancellationToken.None);

        Assert.Equal((100_000, true), (outcome.IsFetched().Body.Length, outcome.IsFetched().Truncated));
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Head_is_too_large_when_it_passes_the_cap_over_http_2()
    {
        await using var web = await SecureWeb.StartAsync(context =>
        {
            for (var i = 0; i < 100; i++)
                context.Response.Headers.Append($"X{i}", new string('x', 2000));
            return Task.CompletedTask;
        });
        using var fetcher = new PageFetcher(Settings, Fetching.NoNames, TimeProvider.System);

        using var outcome = await fetcher.FetchAsync(Defaults.Order(web.Url), CancellationToken.None);

        outcome.IsFailed(Reason.HeadTooLarge);
    }
}
