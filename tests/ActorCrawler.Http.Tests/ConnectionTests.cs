using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Urls;
using ActorCrawler.Http.Addresses;
using ActorCrawler.Http.Names;
using ActorCrawler.Http.Tests.Support;

namespace ActorCrawler.Http.Tests;

/// <summary>How a connection comes about: names, the guard on addresses, several addresses, limits.</summary>
public sealed class ConnectionTests : IAsyncLifetime
{
    private readonly RawServer _server = RawServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", keepAlive: true);
    private readonly ManualTime _time = new();

    /// <summary>Ways of writing addresses that must not be reached, as they stand in links.</summary>
    public static readonly TheoryData<string> InwardUrls =
    [
        "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f000001/", "http://0x7f.1/", "http://0177.0.0.1/", "http://0/", "http://0.0.0.0/",
        "http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[::127.0.0.1]/", "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/", "http://10.0.0.1/", "http://192.168.0.1/", "http://172.16.0.1/", "http://100.64.0.1/", "http://[fd00::1]/", "http://[fe80::1]/",
        "http://169.254.169.254/latest/meta-data/", "http://[::ffff:169.254.169.254]/", "http://[fd00:ec2::254]/", "http://100.100.100.200/", "http://224.0.0.1/",
        "http://localhost/", "http://LOCALHOST./", "http://a.localhost/", "http://１２７.０.０.１/", "http://127。0。0。1/", "http://127.0.0.1.:80/", "http://user@127.0.0.1/",
    ];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [MemberData(nameof(InwardUrls))]
    public async Task Fetch_is_refused_when_the_address_leads_inward(string text)
    {
        Assert.True(CrawlUrl.TryParse(text, null, UrlCanonicalizer.PlainUrls, out var url, out _));
        var dial = new ScriptedDial(_server);
        using var names = new HostResolver(Defaults.Resolver, new ScriptedSource(), TimeProvider.System);
        using var fetcher = new PageFetcher(Defaults.Settings, names, TimeProvider.System, null, dial.ConnectAsync);

        using var outcome = await fetcher.FetchAsync(Public(url.Href), CancellationToken.None);

        Assert.False(outcome.IsFailed(Reason.PrivateAddress).MayHeal);
        Assert.Empty(dial.Dialled);
    }

    [Fact]
    public async Task Fetch_connects_to_the_address_that_was_judged_when_the_name_changes_in_between()
    {
        var names = new ChangingResolver(["93.184.215.14"], ["127.0.0.1"]);
        var dial = new ScriptedDial(_server);
        using var fetcher = new PageFetcher(Defaults.Settings with { ConnectionIdleTimeout = TimeSpan.Zero }, names, TimeProvider.System, null, dial.ConnectAsync);

        using var first = await fetcher.FetchAsync(Public("http://rebind.example/"), CancellationToken.None);
        using var second = await fetcher.FetchAsync(Public("http://rebind.example/"), CancellationToken.None);

        first.IsFetched();
        Assert.Contains("rebind.example resolves to 127.0.0.1", second.IsFailed(Reason.PrivateAddress).Detail, StringComparison.Ordinal);
        Assert.Equal(["93.184.215.14"], dial.Dialled);
    }

    [Fact]
    public async Task Fetch_uses_the_public_addresses_when_a_name_has_private_ones_too()
    {
        var (outcome, dialled) = await FetchAsync(new ScriptedDial(_server), "10.0.0.1", "93.184.215.14", "169.254.169.254");

        outcome.IsFetched();
        Assert.Equal(["93.184.215.14"], dialled);
    }

    [Fact]
    public async Task Connection_is_not_shared_when_another_order_is_under_a_stricter_policy()
    {
        using var fetcher = new PageFetcher(Defaults.Settings, Fetching.NoNames, TimeProvider.System);
        using var lax = await fetcher.FetchAsync(Defaults.Order(_server.Url), CancellationToken.None);
        using var strict = await fetcher.FetchAsync(Public(_server.Url), CancellationToken.None);

        lax.IsFetched();
        strict.IsFailed(Reason.PrivateAddress);
    }

    [Fact]
    public async Task Next_address_is_tried_when_one_refuses()
    {
        var (outcome, dialled) = await FetchAsync(new ScriptedDial(_server).Failing("93.184.215.1", SocketError.ConnectionRefused), "93.184.215.1", "93.184.215.2");

        outcome.IsFetched();
        Assert.Equal(["93.184.215.1", "93.184.215.2"], dialled);
    }

    [Fact]
    public async Task Other_family_is_next_when_an_address_fails()
    {
        var dial = new ScriptedDial(_server).Failing("2606:4700::1", SocketError.NetworkUnreachable);

        var (outcome, dialled) = await FetchAsync(dial, "2606:4700::1", "2606:4700::2", "93.184.215.1");

        outcome.IsFetched();
        Assert.Equal(["2606:4700::1", "93.184.215.1"], dialled);
    }

    [Fact]
    public async Task Next_address_is_tried_beside_it_when_one_is_silent()
    {
        var dial = new ScriptedDial(_server).Silent("93.184.215.1");
        var fetching = FetchAsync(dial, "93.184.215.1", "93.184.215.2");

        await _time.TimerAsync(Defaults.Settings.ConnectAttemptDelay);
        _time.Advance(Defaults.Settings.ConnectAttemptDelay);
        var (outcome, dialled) = await fetching;

        outcome.IsFetched();
        Assert.Equal(["93.184.215.1", "93.184.215.2"], dialled);
    }

    [Fact]
    public async Task First_failure_is_told_when_all_addresses_fail()
    {
        var dial = new ScriptedDial(_server).Failing("93.184.215.1", SocketError.ConnectionRefused).Failing("93.184.215.2", SocketError.HostUnreachable);

        var (outcome, _) = await FetchAsync(dial, "93.184.215.1", "93.184.215.2");

        Assert.Contains("connection refused", outcome.IsFailed(Reason.Connect).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connecting_times_out_when_all_addresses_are_silent()
    {
        var fetching = FetchAsync(new ScriptedDial(_server).Silent("93.184.215.1").Silent("93.184.215.2"), "93.184.215.1", "93.184.215.2");

        await _time.TimerAsync(Defaults.Settings.ConnectAttemptDelay);
        _time.Advance(Defaults.Settings.ConnectTimeout);
        var (outcome, _) = await fetching;

        Assert.True(outcome.IsFailed(Reason.Timeout, TimeLimit.Connect).MayHeal);
    }

    [Fact]
    public async Task Fetch_fails_with_its_reason_when_the_name_cannot_be_resolved()
    {
        using var missing = await Fetching.FetchAsync("http://gone.example/");

        Assert.False(missing.IsFailed(Reason.Dns).MayHeal);
        foreach (var lookup in new HostLookup[] { new HostLookup.Failed("SERVFAIL"), new HostLookup.TimedOut("no answer") })
        {
            using var fetcher = new PageFetcher(Defaults.Settings, new FixedResolver(lookup), TimeProvider.System);
            using var outcome = await fetcher.FetchAsync(Defaults.Order("http://a.example/"), CancellationToken.None);
            Assert.True(outcome.IsFailed(Reason.Dns, lookup is HostLookup.TimedOut ? TimeLimit.Resolve : null).MayHeal);
        }
    }

    [Theory]
    [InlineData("http://a..b/")]
    [InlineData("http://a!b.example/")]
    public async Task Fetch_fails_when_no_request_can_be_made_for_the_host(string url)
    {
        using var outcome = await Fetching.FetchAsync(url);

        Assert.False(outcome.IsFailed(Reason.Dns).MayHeal);
    }

    [Fact]
    public async Task Longest_unused_connection_is_closed_when_there_are_too_many()
    {
        await using var one = RawServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", keepAlive: true);
        await using var two = RawServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", keepAlive: true);
        using var fetcher = new PageFetcher(Defaults.Settings with { MaxConnections = 2 }, Fetching.NoNames, TimeProvider.System);

        foreach (var server in new[] { one, two, _server, two, one, one })
        {
            using var outcome = await fetcher.FetchAsync(Defaults.Order(server.Url), CancellationToken.None);
            outcome.IsFetched();
        }

        Assert.Equal(2, fetcher.OpenConnections);
        Assert.Equal((2, 1, 1), (one.Connections, two.Connections, _server.Connections));
    }

    [Fact]
    public async Task Closed_connections_are_forgotten()
    {
        await using var closes = RawServer.Answering("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
        await using var keeps = RawServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", keepAlive: true);
        using var fetcher = new PageFetcher(Defaults.Settings, Fetching.NoNames, TimeProvider.System);

        foreach (var server in new[] { closes, keeps, closes, closes })
        {
            using var outcome = await fetcher.FetchAsync(Defaults.Order(server.Url), CancellationToken.None);
            outcome.IsFetched();
        }

        Assert.Equal((1, 1), (fetcher.OpenConnections, fetcher.UnusedConnections));
    }

    [Fact]
    public async Task Connection_that_is_closed_for_want_of_room_in_the_moment_in_which_it_is_taken_costs_no_exchange()
    {
        await using var one = RawServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", keepAlive: true);
        await using var two = RawServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", keepAlive: true);
        using var fetcher = new PageFetcher(Defaults.Settings with { MaxConnections = 1 }, Fetching.NoNames, TimeProvider.System);

        // Far more exchanges at a time than connections are allowed: whatever is not used is closed at once, while others reach for it.
        var failures = new ConcurrentBag<FetchOutcome.Failed>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 4_000),
            new ParallelOptions { MaxDegreeOfParallelism = 100 },
            async (i, stop) =>
            {
                using var outcome = await fetcher.FetchAsync(Defaults.Order((i % 2 == 0 ? one : two).Url), stop);
                if (outcome is FetchOutcome.Failed failed) failures.Add(failed);
            });

        Assert.Empty(failures.Select(failed => failed.Detail).Distinct());
    }

    [Fact]
    public async Task Request_is_sent_again_when_the_host_has_closed_an_unused_connection()
    {
        await using var server = RawServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        using var fetcher = new PageFetcher(Defaults.Settings, Fetching.NoNames, TimeProvider.System);

        for (var i = 0; i < 50; i++)
        {
            using var outcome = await fetcher.FetchAsync(Defaults.Order(server.Url), CancellationToken.None);
            Assert.Equal("ok", outcome.IsFetched().Text());
        }

        Assert.Equal(50, server.Connections);
    }

    private async Task<(FetchOutcome Outcome, IReadOnlyList<string> Dialled)> FetchAsync(ScriptedDial dial, params string[] addresses)
    {
        var names = new StaticResolver([new("a.example", [.. addresses.Select(IPAddress.Parse)])]);
        using var fetcher = new PageFetcher(Defaults.Settings, names, _time, null, dial.ConnectAsync);
        return (await fetcher.FetchAsync(Public("http://a.example/"), CancellationToken.None), dial.Dialled);
    }

    private static FetchOrder Public(string url) => Defaults.Order(url) with { Addresses = AddressPolicy.PublicOnly };

    /// <summary>Has another answer each time, as the name server of an attacker has.</summary>
    private sealed class ChangingResolver(params string[][] answers) : IHostResolver
    {
        private int _next;

        public ValueTask<HostLookup> ResolveAsync(string host, CancellationToken cancellationToken) =>
            ValueTask.FromResult<HostLookup>(new HostLookup.Found([.. answers[_next++].Select(IPAddress.Parse)]));
    }

    private sealed class FixedResolver(HostLookup lookup) : IHostResolver
    {
        public ValueTask<HostLookup> ResolveAsync(string host, CancellationToken cancellationToken) => ValueTask.FromResult(lookup);
    }
}
