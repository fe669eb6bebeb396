using ActorCrawler.Actors.Settings;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Http.Names;
using ActorCrawler.Http.Tests.Support;

namespace ActorCrawler.Actors.Tests;

/// <summary>Whole crawls whose name server fails: hosts whose names are dead fail with their reason, and delay nobody else.</summary>
public sealed class DeadNamesTests : IDisposable
{
    private const int Dead = 200;
    private const int Pages = 20;

    private readonly RawServerCrawl _crawl = new();

    public void Dispose() => _crawl.Dispose();

    /// <summary>The name server is silent about dead names until the living host is crawled: were it held up by them, the crawl would never end.</summary>
    [Fact]
    public async Task Living_host_is_crawled_while_two_hundred_dead_names_are_looked_up()
    {
        var crawled = false;
        await using var living = RawServerCrawl.Serve(path => path == "/" ? RawServerCrawl.Links(Enumerable.Range(1, Pages - 1).Select(i => $"/{i}")) : RawServerCrawl.Links([]));
        await using var names = new NameServer(query =>
            query.Name == "living.test" ? query.Answer(60, "127.0.0.1")
            : !Volatile.Read(ref crawled) ? null
            : query.Name.StartsWith("servfail", StringComparison.Ordinal) ? query.Fail(2)
            : query.Name.StartsWith("refused", StringComparison.Ordinal) ? query.Fail(5)
            : query.Missing(60));
        var seen = 0;
        var hooks = new CrawlHooks
        {
            OnPage = _ =>
            {
                if (++seen == Pages) Volatile.Write(ref crawled, true);
                return ValueTask.CompletedTask;
            },
        };
        string[] kinds = ["nxdomain", "servfail", "refused", "nothing"];
        var dead = Enumerable.Range(0, Dead).Select(i => $"http://{kinds[i % kinds.Length]}{i}.test/").ToList();

        var summary = await _crawl.RunAsync(
            [.. dead, $"http://living.test:{living.Port}/"],
            ["fetch.allow-private=on", "resolver.lookup-timeout=1h", "resolver.query-timeout=100ms", "fetch.total-timeout=1h", "fetch.http2=off"],
            hooks, settings => Resolver(settings, names));

        Assert.Equal(Pages, summary.Ledger.Pages);
        Assert.Equal(Dead, summary.Ledger[Reason.Dns]);
        var reasons = _crawl.Reasons();
        Assert.All(dead, url => Assert.Equal("dns", reasons[url]));
        Assert.True(summary.Ledger.Balances);
    }

    [Fact]
    public async Task Name_server_that_never_answers_is_given_up_at_the_time_limit()
    {
        await using var names = new NameServer(_ => null);

        var summary = await _crawl.RunAsync(
            ["http://silent.test/"], ["resolver.lookup-timeout=300ms", "resolver.query-timeout=100ms"], resolver: settings => Resolver(settings, names));

        var start = Assert.Single(summary.StartUrls);
        Assert.Equal(Reason.Dns, start.Reason);
        Assert.Contains("silent.test could not be looked up", start.Detail, StringComparison.Ordinal);
    }

    /// <summary>The resolver that the settings make, but that it asks this server instead of the machine's.</summary>
    internal static HostResolver Resolver(CrawlSettings settings, NameServer names)
    {
        var configuration = new ResolverConfiguration { Servers = [names.Address] };
        var source = new DnsSource(() => configuration, new DnsClient(settings.Resolver.QueryTimeout, TimeProvider.System), ipv4: true, ipv6: true, TimeProvider.System);
        return new HostResolver(settings.Resolver, source, TimeProvider.System);
    }
}
