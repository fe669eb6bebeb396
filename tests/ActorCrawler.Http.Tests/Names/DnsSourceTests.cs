using ActorCrawler.Http.Names;
using ActorCrawler.Http.Tests.Support;

namespace ActorCrawler.Http.Tests.Names;

public sealed class DnsSourceTests
{
    private static readonly TimeSpan QueryTimeout = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task Source_has_both_families_and_the_least_time_to_live_when_both_answer()
    {
        await using var server = new NameServer(query => query.Type == 1 ? query.Answer(300, "192.0.2.1", "192.0.2.2") : query.Answer(60, "2001:db8::1"));

        var answer = await Ask(server, "example.org");

        Assert.Equal(["2001:db8::1", "192.0.2.1", "192.0.2.2"], Addresses(answer));
        Assert.Equal(TimeSpan.FromSeconds(60), answer.TimeToLive);
        Assert.Equal(2, server.Queries);
    }

    [Fact]
    public async Task Source_follows_aliases_and_drops_records_of_other_names_when_the_answer_has_both()
    {
        await using var server = new NameServer(query => query.Type != 1 ? query.Answer(9) : query.Build(0, truncated: false, 4, 0,
        [
            .. NameQuery.Record(NameQuery.NameBytes("c.example"), 1, 500, [192, 0, 2, 3]),
            .. NameQuery.Record([0xC0, 12], 5, 90, NameQuery.NameBytes("B.example")),
            .. NameQuery.Record(NameQuery.NameBytes("b.example"), 5, 700, NameQuery.NameBytes("c.example")),
            .. NameQuery.Record(NameQuery.NameBytes("bank.example"), 1, 500, [192, 0, 2, 66]),
        ]));

        var answer = await Ask(server, "a.example");

        Assert.Equal(["192.0.2.3"], Addresses(answer));
        Assert.Equal(TimeSpan.FromSeconds(90), answer.TimeToLive);
    }

    [Fact]
    public async Task Source_says_that_a_name_is_missing_when_the_server_does()
    {
        await using var server = new NameServer(query => query.Missing(77));

        var answer = await Ask(server, "gone.example");

        Assert.Contains("gone.example", Assert.IsType<HostLookup.Missing>(answer.Lookup).Detail, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(77), answer.TimeToLive);
    }

    [Fact]
    public async Task Source_fails_when_the_server_fails_for_one_family_and_has_nothing_of_the_other()
    {
        await using var server = new NameServer(query => query.Type == 1 ? query.Fail(2) : query.Answer(9));

        var answer = await Ask(server, "broken.example");

        Assert.Contains("SERVFAIL", Assert.IsType<HostLookup.Failed>(answer.Lookup).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Source_asks_the_next_server_when_the_first_fails_or_is_not_there()
    {
        await using var failing = new NameServer(query => query.Fail(5));
        await using var good = new NameServer(query => query.Answer(60, "192.0.2.1"));
        var nobody = new NameServer(_ => null);
        var gone = nobody.Address;
        await nobody.DisposeAsync();

        var answer = await Source(new ResolverConfiguration { Servers = [gone, failing.Address, good.Address] }, TimeProvider.System)
            .AskAsync("example.org", CancellationToken.None);

        Assert.Equal(["192.0.2.1"], Addresses(answer));
    }

    [Fact]
    public async Task Source_asks_the_next_server_when_the_first_is_silent()
    {
        var time = new ManualTime();
        await using var silent = new NameServer(_ => null);
        await using var good = new NameServer(query => query.Answer(60, "192.0.2.1"));

        var asking = Source(new ResolverConfiguration { Servers = [silent.Address, good.Address] }, time).AskAsync("example.org", CancellationToken.None);
        await time.TimerAsync(QueryTimeout);
        while (!asking.IsCompleted)
        {
            time.Advance(QueryTimeout);
            await Task.Yield();
        }

        Assert.Equal(["192.0.2.1"], Addresses(await asking));
    }

    [Fact]
    public async Task Source_asks_over_tcp_when_the_answer_is_cut()
    {
        await using var server = new NameServer(query => query.OverTcp ? query.Answer(60, [.. Enumerable.Range(1, 200).Select(i => $"192.0.2.{i}")]) : query.Truncate());

        var answer = await Ask(server, "many.example");

        Assert.Equal(200, Addresses(answer).Count());
    }

    [Fact]
    public async Task Source_asks_plainly_when_the_server_does_not_understand_extensions()
    {
        await using var server = new NameServer(query => query.Extended ? query.Fail(1) : query.Answer(60, "192.0.2.1"));

        Assert.Equal(["192.0.2.1"], Addresses(await Ask(server, "example.org")));
    }

    [Theory]
    [InlineData("answers another question")]
    [InlineData("has another number")]
    public async Task Source_waits_on_when_an_answer(string fault)
    {
        var time = new ManualTime();
        await using var server = new NameServer(query => fault switch
        {
            "has another number" => (query with { Id = (ushort)~query.Id }).Answer(60, "192.0.2.66"),
            _ => (query with { Question = [.. NameQuery.NameBytes("bank.example"), 0, (byte)query.Type, 0, 1] }).Answer(60, "192.0.2.66"),
        });
        using var stop = new CancellationTokenSource();

        var asking = Source(new ResolverConfiguration { Servers = [server.Address] }, time).AskAsync("example.org", stop.Token);
        while (server.Queries < 2)
            await Task.Yield();
        Assert.False(asking.IsCompleted);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Theory]
    [InlineData("wiki", 1, "wiki.corp.example wiki.example wiki")]
    [InlineData("web.default", 5, "web.default web.default.corp.example web.default.example")]
    [InlineData("www.example.org", 1, "www.example.org")]
    public async Task Source_completes_names_when_they_have_few_dots(string name, int ndots, string asked)
    {
        var names = new List<string>();
        await using var server = new NameServer(query =>
        {
            lock (names)
                names.Add(query.Name);
            return query.Missing(5);
        });

        await Source(new ResolverConfiguration { Servers = [server.Address], Search = ["corp.example", "example"], NDots = ndots }, TimeProvider.System)
            .AskAsync(name, CancellationToken.None);

        Assert.Equal(asked.Split(' '), names.Distinct());
    }

    [Fact]
    public async Task Source_asks_no_server_when_the_hosts_file_has_the_name()
    {
        await using var server = new NameServer(_ => null);
        var configuration = ResolverConfiguration.Parse("", "192.0.2.9 box Box.example # ours\n2001:db8::9 box\n", "b box.example\n") with { Servers = [server.Address] };

        Assert.Equal(["192.0.2.9", "2001:db8::9"], Addresses(await Source(configuration, TimeProvider.System).AskAsync("box", CancellationToken.None)));
        Assert.Equal(["192.0.2.9"], Addresses(await Source(configuration, TimeProvider.System).AskAsync("b", CancellationToken.None)));
        Assert.Equal(0, server.Queries);
    }

    [Theory]
    [InlineData("a..b")]
    [InlineData("a.bücher.example")]
    [InlineData("1234567890123456789012345678901234567890123456789012345678901234.example")]
    public async Task Source_asks_no_server_when_the_name_is_none(string name)
    {
        await using var server = new NameServer(_ => null);

        Assert.IsType<HostLookup.Missing>((await Ask(server, name)).Lookup);
        Assert.Equal(0, server.Queries);
    }

    private static Task<NameAnswer> Ask(NameServer server, string name) =>
        Source(new ResolverConfiguration { Servers = [server.Address] }, TimeProvider.System).AskAsync(name, CancellationToken.None);

    private static DnsSource Source(ResolverConfiguration configuration, TimeProvider time) =>
        new(() => configuration, new DnsClient(QueryTimeout, time), ipv4: true, ipv6: true, time);

    private static IEnumerable<string> Addresses(NameAnswer answer) => Assert.IsType<HostLookup.Found>(answer.Lookup).Addresses.Select(a => a.ToString());
}
