using System.Collections.Immutable;
using System.Net;
using ActorCrawler.Http.Names;
using ActorCrawler.Http.Tests.Support;

namespace ActorCrawler.Http.Tests.Names;

public sealed class HostResolverTests
{
    private static readonly HostLookup Here = new HostLookup.Found([IPAddress.Parse("192.0.2.1")]);

    private readonly ManualTime _time = new();
    private readonly ScriptedSource _source = new();

    [Fact]
    public async Task Resolver_asks_once_when_many_want_a_name_at_the_same_time()
    {
        using var resolver = Resolver(Defaults.Resolver);

        var waiting = Enumerable.Range(0, 50).Select(i => resolver.ResolveAsync(i % 2 == 0 ? "example.org" : "Example.ORG.", CancellationToken.None).AsTask()).ToList();
        (await _source.AskedAsync("example.org")).SetResult(new NameAnswer(Here, TimeSpan.FromMinutes(2)));

        Assert.All(await Task.WhenAll(waiting), lookup => Assert.Equal(Here, lookup));
        Assert.Equal(1, _source.Count);
        Assert.Equal(0, resolver.Pending);
    }

    [Fact]
    public async Task Resolver_ends_one_wait_and_not_the_look_up_when_a_caller_cancels()
    {
        using var resolver = Resolver(Defaults.Resolver);
        using var impatient = new CancellationTokenSource();

        var one = resolver.ResolveAsync("example.org", impatient.Token).AsTask();
        var two = resolver.ResolveAsync("example.org", CancellationToken.None).AsTask();
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        (await _source.AskedAsync("example.org")).SetResult(new NameAnswer(Here, null));

        Assert.Equal(Here, await two);
    }

    [Theory]
    [InlineData("found", 1, 60)]
    [InlineData("found", 600, 600)]
    [InlineData("found", 1_000_000, 3600)]
    [InlineData("missing", 20, 20)]
    [InlineData("missing", 1_000_000, 300)]
    [InlineData("failed", 0, 30)]
    public async Task Resolver_remembers_within_its_bounds_when_an_answer_tells_how_long_it_holds(string kind, int told, int kept)
    {
        using var resolver = Resolver(Defaults.Resolver);
        HostLookup lookup = kind switch { "found" => Here, "missing" => new HostLookup.Missing("none"), _ => new HostLookup.Failed("SERVFAIL") };

        var first = resolver.ResolveAsync("example.org", CancellationToken.None).AsTask();
        (await _source.AskedAsync("example.org")).SetResult(new NameAnswer(lookup, kind == "failed" ? null : TimeSpan.FromSeconds(told)));
        Assert.Equal(lookup, await first);
        _time.Advance(TimeSpan.FromSeconds(kept - 1));
        Assert.Equal(lookup, await resolver.ResolveAsync("example.org", CancellationToken.None));
        Assert.Equal(1, _source.Count);
        _time.Advance(TimeSpan.FromSeconds(1));
        var again = resolver.ResolveAsync("example.org", CancellationToken.None).AsTask();
        (await _source.AskedAsync("example.org")).SetResult(new NameAnswer(Here, null));

        Assert.Equal(Here, await again);
        Assert.Equal(2, _source.Count);
    }

    [Fact]
    public async Task Resolver_gives_up_when_the_source_takes_too_long()
    {
        using var resolver = Resolver(Defaults.Resolver);

        var asking = resolver.ResolveAsync("example.org", CancellationToken.None).AsTask();
        await _source.AskedAsync("example.org");
        await _time.TimerAsync(Defaults.Resolver.LookupTimeout);
        _time.Advance(Defaults.Resolver.LookupTimeout);

        Assert.IsType<HostLookup.TimedOut>(await asking);
    }

    [Fact]
    public async Task Resolver_counts_no_time_against_a_name_when_it_waits_for_its_turn()
    {
        using var resolver = Resolver(Defaults.Resolver with { MaxLookups = 1 });

        var first = resolver.ResolveAsync("first.example", CancellationToken.None).AsTask();
        var held = await _source.AskedAsync("first.example");
        var second = resolver.ResolveAsync("second.example", CancellationToken.None).AsTask();
        _time.Advance(TimeSpan.FromSeconds(9));
        held.SetResult(new NameAnswer(Here, null));
        var turn = await _source.AskedAsync("second.example");
        _time.Advance(TimeSpan.FromSeconds(9));
        turn.SetResult(new NameAnswer(Here, null));

        Assert.Equal(Here, await first);
        Assert.Equal(Here, await second);
    }

    [Fact]
    public async Task Resolver_forgets_names_nobody_asks_for_when_its_memory_is_full()
    {
        using var resolver = Resolver(Defaults.Resolver with { CacheSize = 3 });
        _source.Default = new NameAnswer(Here, TimeSpan.FromHours(1));

        foreach (var name in "a b c a d a e a f a".Split(' '))
            await resolver.ResolveAsync($"{name}.example", CancellationToken.None);

        Assert.Equal(6, _source.Count);
    }

    [Fact]
    public async Task Resolver_asks_nobody_when_a_name_is_given_or_local()
    {
        using var resolver = Resolver(Defaults.Resolver with { Overrides = new Dictionary<string, ImmutableArray<IPAddress>> { ["Given.Example"] = [IPAddress.Parse("192.0.2.7")] } });

        var given = await resolver.ResolveAsync("given.example.", CancellationToken.None);
        var local = await resolver.ResolveAsync("site-1.localhost", CancellationToken.None);

        Assert.Equal("192.0.2.7", Assert.IsType<HostLookup.Found>(given).Addresses[0].ToString());
        Assert.All(Assert.IsType<HostLookup.Found>(local).Addresses, address => Assert.True(IPAddress.IsLoopback(address)));
        Assert.Equal(0, _source.Count);
    }

    [Fact]
    public async Task Resolver_answers_live_names_at_once_when_200_dead_names_get_no_answer()
    {
        // The system's own resolver, called through the framework, froze the thread pool for 29 s on this.
        await using var server = new NameServer(query => query.Name.StartsWith("dead", StringComparison.Ordinal) ? null : query.Answer(60, "192.0.2.1"));
        var configuration = new ResolverConfiguration { Servers = [server.Address] };
        var settings = Defaults.Resolver with { LookupTimeout = TimeSpan.FromSeconds(4), QueryTimeout = TimeSpan.FromMilliseconds(400) };
        // Real time: a burst of datagrams may lose some, and only time brings the second attempt.
        var client = new DnsClient(settings.QueryTimeout, TimeProvider.System);
        using var resolver = new HostResolver(settings, new DnsSource(() => configuration, client, ipv4: true, ipv6: true, TimeProvider.System), TimeProvider.System);

        var dead = Enumerable.Range(0, 200).Select(i => resolver.ResolveAsync($"dead{i}.example", CancellationToken.None).AsTask()).ToList();
        var live = Enumerable.Range(0, 200).Select(i => resolver.ResolveAsync($"live{i}.example", CancellationToken.None).AsTask()).ToList();
        var lookups = await Task.WhenAll(live);
        var deadThen = dead.Count(lookup => lookup.IsCompleted);

        Assert.All(lookups, lookup => Assert.IsType<HostLookup.Found>(lookup));
        Assert.Equal(0, deadThen);
        Assert.All(await Task.WhenAll(dead), lookup => Assert.IsType<HostLookup.TimedOut>(lookup));
    }

    [Fact]
    public async Task System_source_knows_the_hosts_file_and_missing_names_when_asked()
    {
        using var source = new SystemSource(maxThreads: 2, ipv4: true, ipv6: true);

        var local = await source.AskAsync("localhost", CancellationToken.None);

        Assert.All(Assert.IsType<HostLookup.Found>(local.Lookup).Addresses, address => Assert.True(IPAddress.IsLoopback(address)));
    }

    private HostResolver Resolver(ResolverSettings settings) => new(settings, _source, _time);
}
