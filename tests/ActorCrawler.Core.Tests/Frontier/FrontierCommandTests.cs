using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Tests.Frontier;

public sealed class FrontierCommandTests
{
    public static BlockRule Rule(string text)
    {
        Assert.True(BlockRule.TryParse(text, TimeSpan.FromSeconds(10), out var rule, out var error), error);
        return rule;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Blocked_pattern_is_fetched_no_more_and_all_of_it_is_excluded(int seed)
    {
        var (web, start, _) = CrawlFrontierTests.RandomWeb(seed, hosts: 3, pagesPerHost: 40);
        var store = new FakeStore();
        var run = new FrontierRun(web, store, seed, k => k.Settings = k.Settings with { WindowSize = 4 }).Run(r => r.Exchanges.Count == 20, starts: start);

        run.Tell(new FrontierCommand.Block(Rule("[02468]$")));
        var blocked = run.Now;
        run.GoOn();

        Assert.DoesNotContain(run.Exchanges, e => e.Url[^1] is '0' or '2' or '4' or '6' or '8' && e.Start > blocked);
        Assert.Contains(run.Exchanges, e => e.Url.EndsWith('1') && e.Start > blocked);
        Assert.NotEmpty(store.UrlsWith(Reason.Blocked));
        Assert.Equal(0, store.Ledger[Reason.Queued]);
        Assert.Equal(FinishReason.Complete, run.Finished);
    }

    [Fact]
    public void Block_holds_for_hosts_that_are_not_in_memory()
    {
        var (web, start, _) = CrawlFrontierTests.RandomWeb(5, hosts: 6, pagesPerHost: 10);
        var store = new FakeStore();
        var run = new FrontierRun(web, store, 5, k => k.Settings = k.Settings with { MaxActiveHosts = 2 }).Run(r => r.Exchanges.Count == 6, starts: start);

        for (var i = 1; i < 6; i++) run.Tell(new FrontierCommand.Block(Rule($"http://h{i}")));
        var blocked = run.Now;
        run.GoOn();

        Assert.DoesNotContain(run.Exchanges, e => e.Host != "http://h0" && e.Start > blocked);
        Assert.Equal(FinishReason.Complete, run.Finished);
    }

    [Fact]
    public void Block_of_an_earlier_run_holds_when_crawl_goes_on()
    {
        var (web, start, _) = CrawlFrontierTests.RandomWeb(3, hosts: 2, pagesPerHost: 30);
        var store = new FakeStore();
        new FrontierRun(web, store, 3).Run(r => r.Exchanges.Count == 12, starts: start);
        var run = new FrontierRun(web, store, 4);

        run.Tell(new FrontierCommand.Start(store.Ledger, store.Hosts(new HashSet<long>(), 100), false, 0, []) { Blocks = [Rule("http://h1")] });
        run.GoOn();

        Assert.All(run.Exchanges, e => Assert.Equal("http://h0", e.Host));
        Assert.NotEmpty(store.UrlsWith(Reason.Blocked));
    }

    [Fact]
    public void Limit_changes_the_pace_of_its_hosts_and_no_others()
    {
        var (web, start, _) = CrawlFrontierTests.RandomWeb(3, hosts: 2, pagesPerHost: 30);
        var store = new FakeStore();
        var run = new FrontierRun(web, store, 3).Run(r => r.Exchanges.Count == 12, starts: start);
        Assert.True(HostPattern.TryParse("h1", out var host));

        run.Tell(new FrontierCommand.Limit(new HostLimit(host, TimeSpan.FromSeconds(7), null)));
        var limited = run.Now;
        run.GoOn();

        Assert.InRange(Gaps(run, "http://h1", limited).Min(), 7, double.MaxValue);
        Assert.InRange(Gaps(run, "http://h0", limited).Min(), 1, 3);
        Assert.Equal(host, Assert.Single(store.Limits).Host);
    }

    [Fact]
    public void What_limits_the_speed_is_the_delay_of_most_hosts_and_not_the_longest()
    {
        var (web, start, _) = CrawlFrontierTests.RandomWeb(3, hosts: 3, pagesPerHost: 200);
        var run = new FrontierRun(web, new FakeStore(), 3, k => k.Politeness = k.Politeness with { LatencyFactor = 0 }).Run(r => r.Exchanges.Count == 30, starts: start);
        run.GoOn(r => r.Status.Limit == "3 hosts, 1 s delay");
        Assert.True(HostPattern.TryParse("h1", out var host));

        run.Tell(new FrontierCommand.Limit(new HostLimit(host, TimeSpan.FromSeconds(300), null)));

        run.GoOn(r => r.Status.Limit.StartsWith("3 hosts", StringComparison.Ordinal));
        Assert.Equal("3 hosts, 1 s delay (the longest 300 s)", run.Status.Limit);
    }

    [Fact]
    public void Crawl_delay_wins_over_a_limit_that_is_shorter()
    {
        var (web, start, _) = CrawlFrontierTests.RandomWeb(3, hosts: 1, pagesPerHost: 30);
        web.RobotsTxt("http://h0", "User-agent: *\nCrawl-delay: 4");
        var run = new FrontierRun(web, new FakeStore(), 3).Run(r => r.Exchanges.Count == 4, starts: start);
        Assert.True(HostPattern.TryParse("h0", out var host));

        run.Tell(new FrontierCommand.Limit(new HostLimit(host, TimeSpan.Zero, 8)));
        var limited = run.Now;
        run.GoOn();

        Assert.InRange(Gaps(run, "http://h0", limited).Min(), 4, double.MaxValue);
    }

    private static IEnumerable<double> Gaps(FrontierRun run, string host, DateTimeOffset after)
    {
        var exchanges = run.Exchanges.Where(e => e.Host == host && e.Start >= after).OrderBy(e => e.Start).ToList();
        Assert.InRange(exchanges.Count, 3, int.MaxValue);
        return exchanges.Zip(exchanges.Skip(1), (a, b) => (b.Start - a.End).TotalSeconds);
    }
}
