using ActorCrawler.Core.Frontier;
using ActorCrawler.Http.Tests.Support;

namespace ActorCrawler.Http.Tests;

/// <summary>Servers that stall, drip, never end or break off. Real time, with limits of a fraction of a second: it is the handler that must be stopped.</summary>
public sealed class HostileServerTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task Fetch_times_out_when_no_head_comes()
    {
        await using var server = RawServer.Start(async connection => await connection.StallAsync());

        using var outcome = await Fetching.FetchAsync(server.Url, s => s with { HeadTimeout = Short });

        Assert.True(outcome.IsFailed(Reason.Timeout, TimeLimit.Head).MayHeal);
    }

    [Fact]
    public async Task Fetch_times_out_when_the_head_drips()
    {
        await using var server = RawServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync("HTTP/1.1 200 OK\r\n");
            await connection.DripAsync("X: y\r\n");
        });

        using var outcome = await Fetching.FetchAsync(server.Url, s => s with { HeadTimeout = Short });

        outcome.IsFailed(Reason.Timeout, TimeLimit.Head);
    }

    [Fact]
    public async Task Fetch_times_out_when_the_body_stalls()
    {
        await using var server = RawServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
            await connection.StallAsync();
        });

        using var outcome = await Fetching.FetchAsync(server.Url, s => s with { IdleTimeout = Short });

        Assert.Equal(200, outcome.IsFailed(Reason.Timeout, TimeLimit.Idle).Head!.Status);
    }

    [Fact]
    public async Task Fetch_is_too_slow_when_the_body_drips()
    {
        await using var server = RawServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync("HTTP/1.1 200 OK\r\n\r\n");
            await connection.DripAsync("x");
        });

        using var outcome = await Fetching.FetchAsync(server.Url, s => s with { MinimumRate = 1_000_000, MinimumRateGrace = Short });

        Assert.Contains("less than 1000000", outcome.IsFailed(Reason.TooSlow).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_times_out_when_the_exchange_takes_too_long_in_all()
    {
        await using var server = RawServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync("HTTP/1.1 200 OK\r\n\r\n");
            await connection.DripAsync("x");
        });

        using var limited = await Fetching.FetchAsync(server.Url, s => s with { TotalTimeout = Short, MinimumRate = 0 });
        using var leased = await Fetching.FetchAsync(server.Url, s => s with { MinimumRate = 0 }, o => o with { Deadline = TimeProvider.System.GetUtcNow() + Short });

        limited.IsFailed(Reason.Timeout, TimeLimit.Total);
        leased.IsFailed(Reason.Timeout, TimeLimit.Total);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n", "x")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1000\r\nx\r\n")]
    public async Task Body_is_cut_when_it_never_ends(string head, string piece)
    {
        var block = piece.Length == 1 ? new string('x', 64 * 1024) : piece.Replace("x", new string('x', 4096), StringComparison.Ordinal);
        await using var server = RawServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync(head);
            while (true)
                await connection.SendAsync(block);
        });

        using var outcome = await Fetching.FetchAsync(server.Url, order: o => o with { MaxBodyBytes = 3_000_000 });

        Assert.Equal((3_000_000, true), (outcome.IsFetched().Body.Length, outcome.IsFetched().Truncated));
        Assert.InRange(outcome.Facts.BytesReceived, 3_000_000, 3_200_000);
    }

    /// <summary>Each chunk is a byte, and its extension a thousand: the body's cap would come after gigabytes.</summary>
    [Theory]
    [InlineData("1;x=", "\r\na\r\n")]
    [InlineData("0001;x=\"", "\"\r\na\r\n")]
    public async Task Body_fails_when_it_is_next_to_nothing_but_chunk_extensions(string before, string behind)
    {
        var block = string.Concat(Enumerable.Repeat(before + new string('y', 1000) + behind, 50));
        await using var server = RawServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (true)
                await connection.SendAsync(block);
        });

        using var outcome = await Fetching.FetchAsync(server.Url);

        Assert.Contains("frames its chunks", outcome.IsFailed(Reason.Protocol).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_arrives_when_every_chunk_is_one_byte()
    {
        var block = string.Concat(Enumerable.Repeat("1\r\na\r\n", 10_000));
        await using var server = RawServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (var i = 0; i < 40; i++)
                await connection.SendAsync(block);
            await connection.SendAsync("0\r\n\r\n");
        });

        using var outcome = await Fetching.FetchAsync(server.Url);

        Assert.Equal(400_000, outcome.IsFetched().Body.Length);
    }

    [Fact]
    public async Task Head_is_too_large_when_trailers_never_end()
    {
        await using var server = RawServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n");
            while (true)
                await connection.SendAsync($"X: {new string('y', 1000)}\r\n");
        });

        using var outcome = await Fetching.FetchAsync(server.Url);

        outcome.IsFailed(Reason.HeadTooLarge);
    }

    [Fact]
    public async Task Head_is_too_large_when_it_never_ends()
    {
        await using var server = RawServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync("HTTP/1.1 200 OK\r\n");
            while (true)
                await connection.SendAsync($"X: {new string('y', 1000)}\r\n");
        });

        using var outcome = await Fetching.FetchAsync(server.Url);

        Assert.False(outcome.IsFailed(Reason.HeadTooLarge).MayHeal);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-", false)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf", true)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n", true)]
    public async Task Fetch_fails_and_may_heal_when_the_connection_is_reset(string sent, bool head)
    {
        await using var server = RawServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync(sent);
            connection.Reset();
        });

        using var outcome = await Fetching.FetchAsync(server.Url);

        var failed = outcome.IsFailed(Reason.Protocol);
        Assert.True(failed.MayHeal);
        // A reset may overtake what was sent before it.
        Assert.True(head || failed.Head is null);
    }

    [Fact]
    public async Task Fetch_is_cancelled_when_its_caller_cancels_in_the_body()
    {
        var sent = new TaskCompletionSource();
        await using var server = RawServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
            sent.SetResult();
            await connection.StallAsync();
        });
        using var fetcher = new PageFetcher(Defaults.Settings, Fetching.NoNames, TimeProvider.System);
        using var stop = new CancellationTokenSource();

        var fetching = fetcher.FetchAsync(Defaults.Order(server.Url), stop.Token);
        await sent.Task;
        await stop.CancelAsync();

        Assert.IsType<FetchOutcome.Cancelled>(await fetching);
    }

    [Fact]
    public async Task Memory_is_given_back_when_bodies_are_disposed_or_fail()
    {
        var before = PooledBody.BytesHeld;
        using (var outcome = await Fetching.FetchAnswerAsync($"HTTP/1.1 200 OK\r\n\r\n{new string('x', 300_000)}"))
            Assert.Equal(300_000, outcome.IsFetched().Body.Length);
        using (await Fetching.FetchAnswerAsync($"HTTP/1.1 200 OK\r\nContent-Length: 400000\r\n\r\n{new string('x', 300_000)}"))
        {
        }

        // Other tests hold bodies meanwhile; two lost ones of 300,000 bytes would show.
        Assert.True(PooledBody.BytesHeld - before < 4_000_000);
    }

    [Fact]
    public async Task Connection_is_refused_with_its_reason_when_nobody_listens()
    {
        var server = RawServer.Answering("");
        var url = server.Url;
        await server.DisposeAsync();

        using var outcome = await Fetching.FetchAsync(url);

        Assert.Contains("connection refused", outcome.IsFailed(Reason.Connect).Detail, StringComparison.Ordinal);
    }
}
