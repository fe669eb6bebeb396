using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Core.Tests.Frontier;

public sealed class CrawlFrontierTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Crawl_fetches_every_reachable_page_once(int seed)
    {
        var (web, start, pages) = RandomWeb(seed, hosts: 5, pagesPerHost: 40);
        var store = new FakeStore();

        var run = new FrontierRun(web, store, seed).Run(starts: start);

        Assert.Equal(FinishReason.Complete, run.Finished);
        Assert.Equal(pages.Order(), store.UrlsWith(Reason.Page).Order());
        Assert.Equal(pages.Count, store.Settled.Count(s => s.Reason == Reason.Page));
        Assert.True(run.MostInFlight > 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Host_is_left_alone_for_the_delay_after_every_exchange(int seed)
    {
        var (web, start, _) = RandomWeb(seed, hosts: 4, pagesPerHost: 20);
        web.RobotsTxt("http://h1", "User-agent: *\nCrawl-delay: 3");

        var run = new FrontierRun(web, new FakeStore(), seed).Run(starts: start);

        foreach (var host in run.Exchanges.GroupBy(e => e.Host))
        {
            var delay = host.Key == "http://h1" ? 3 * Second : Second;
            AssertGaps(host.OrderBy(e => e.Start), delay);
        }
    }

    [Fact]
    public void Slow_host_does_not_hold_others_back()
    {
        var (web, start, pages) = RandomWeb(7, hosts: 10, pagesPerHost: 20);
        foreach (var url in pages.Where(p => p.StartsWith("http://h0/", StringComparison.Ordinal) && p != start))
            web.Answers[url] = web.Answers[url] with { Takes = TimeSpan.FromSeconds(50) };

        var run = new FrontierRun(web, new FakeStore(), 7).Run(starts: start);

        var others = run.Exchanges.Where(e => e.Host != "http://h0").Max(e => e.End) - run.Exchanges[0].Start;
        Assert.True(others < TimeSpan.FromSeconds(60), $"{others}");
    }

    [Theory]
    [InlineData(1, 17)]
    [InlineData(2, 1)]
    [InlineData(3, 64)]
    public void Page_budget_is_exact_at_any_concurrency_and_a_higher_one_goes_on(int seed, int concurrency)
    {
        var (web, start, pages) = RandomWeb(seed, hosts: 5, pagesPerHost: 40);
        var store = new FakeStore();
        void Set(Knobs k, long max)
        {
            k.Settings = k.Settings with { Concurrency = concurrency };
            k.Politeness = k.Politeness with { Delay = TimeSpan.Zero, PerHost = concurrency };
            k.Budgets = k.Budgets with { MaxPages = max };
        }

        var run = new FrontierRun(web, store, seed, k => Set(k, 50)).Run(starts: start);
        Assert.Equal(FinishReason.Budget, run.Finished);
        Assert.Equal(50, store.Ledger.Pages);

        run = new FrontierRun(web, store, seed + 1, k => Set(k, 120)).Run();
        Assert.Equal(FinishReason.Budget, run.Finished);
        Assert.Equal(120, store.Ledger.Pages);

        run = new FrontierRun(web, store, seed + 2, k => Set(k, 100_000)).Run();
        Assert.Equal(FinishReason.Complete, run.Finished);
        Assert.Equal(pages.Order(), store.UrlsWith(Reason.Page).Order());
    }

    [Fact]
    public void Page_budget_per_host_is_exact()
    {
        var (web, start, _) = RandomWeb(4, hosts: 5, pagesPerHost: 40);
        var store = new FakeStore();

        var run = new FrontierRun(web, store, 4, k => k.Budgets = k.Budgets with { MaxPagesPerHost = 7 }).Run(starts: start);

        Assert.Equal(FinishReason.Budget, run.Finished);
        Assert.All(store.UrlsWith(Reason.Page).GroupBy(FakeWeb.Origin), host => Assert.Equal(7, host.Count()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Page_budget_per_host_ends_the_crawl_when_there_are_more_hosts_than_may_be_active(int seed)
    {
        var (web, start, _) = RandomWeb(seed, hosts: 40, pagesPerHost: 12);
        var store = new FakeStore();
        void Set(Knobs k)
        {
            k.Settings = k.Settings with { MaxActiveHosts = 4 };
            k.Politeness = k.Politeness with { Delay = TimeSpan.Zero };
            k.Budgets = k.Budgets with { MaxPagesPerHost = 3 };
        }

        var run = new FrontierRun(web, store, seed, Set).Run(starts: start);

        Assert.Equal(FinishReason.Budget, run.Finished);
        Assert.All(store.UrlsWith(Reason.Page).GroupBy(FakeWeb.Origin), host => Assert.InRange(host.Count(), 1, 3));
        Assert.Equal(0, store.Ledger[Reason.Queued]);
        Assert.True(store.Ledger[Reason.Budget] > 0);
    }

    [Fact]
    public void Blocked_dispatch_starts_nothing_new_until_the_disk_is_well_again()
    {
        var (web, start, pages) = RandomWeb(6, hosts: 2, pagesPerHost: 20);
        var store = new FakeStore();
        var run = new FrontierRun(web, store, 6).Run(r => r.Exchanges.Count >= 5, starts: start);

        run.Tell(new FrontierCommand.BlockDispatch("the disk is full"));
        var blockedAt = run.Now;
        run.GoOn(r => r.Status is { Fetching: 0, Parsing: 0, Uncommitted: 0 });
        var (limit, unblockedAt) = (run.Status.Limit, run.Now);
        run.Tell(new FrontierCommand.UnblockDispatch());
        run.GoOn();

        Assert.Equal("the disk is full", limit);
        Assert.Equal(FinishReason.Complete, run.Finished);
        Assert.Equal(pages.Order(), store.UrlsWith(Reason.Page).Order());
        Assert.DoesNotContain(run.Exchanges, e => e.Start > blockedAt && e.Start < unblockedAt);
    }

    [Fact]
    public void Time_budget_stops_dispatch_and_finishes_what_is_in_flight()
    {
        var (web, start, pages) = RandomWeb(5, hosts: 2, pagesPerHost: 40);
        var store = new FakeStore();

        var run = new FrontierRun(web, store, 5, k => k.Budgets = k.Budgets with { MaxTime = 10 * Second }).Run(starts: start);

        Assert.Equal(FinishReason.Budget, run.Finished);
        Assert.InRange(store.Ledger.Pages, 10, pages.Count - 1);
        Assert.All(run.Exchanges, e => Assert.True(e.Start - run.Exchanges[0].Start <= 10 * Second));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Killed_at_any_moment_and_started_again_ends_with_the_same_pages(int seed)
    {
        var (web, start, pages) = RandomWeb(seed, hosts: 5, pagesPerHost: 30);
        var store = new FakeStore();
        var random = new Random(seed);
        var now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var all = new List<(string Host, string Url, DateTimeOffset Start, DateTimeOffset End)>();
        for (var round = 0; ; round++)
        {
            var events = round < 10 ? random.Next(1, 150) : int.MaxValue;
            var run = new FrontierRun(web, store, seed + round, start: now);
            run.Run(_ => events-- <= 0, fullDelay: round > 0, starts: start);
            all.AddRange(run.Exchanges);
            now = run.Now;
            if (run.Finished is { } finished)
            {
                Assert.Equal(FinishReason.Complete, finished);
                break;
            }
        }

        Assert.Equal(pages.Order(), store.UrlsWith(Reason.Page).Order());
        foreach (var host in all.GroupBy(e => e.Host)) AssertGaps(host.OrderBy(e => e.Start), Second);
    }

    [Fact]
    public void Stop_finishes_what_is_in_flight_and_the_rest_goes_on_later()
    {
        var (web, start, pages) = RandomWeb(6, hosts: 3, pagesPerHost: 30);
        var store = new FakeStore();
        var run = new FrontierRun(web, store, 6).Run(r => r.Exchanges.Count == 20, starts: start);
        run.Tell(new FrontierCommand.Stop());
        run.GoOn();
        Assert.Equal(FinishReason.Stopped, run.Finished);
        Assert.Equal(0, run.Status.Fetching + run.Status.Parsing + run.Status.Uncommitted);

        run = new FrontierRun(web, store, 7).Run();

        Assert.Equal(FinishReason.Complete, run.Finished);
        Assert.Equal(pages.Order(), store.UrlsWith(Reason.Page).Order());
    }

    [Fact]
    public void Abandon_ends_at_once_and_loses_nothing()
    {
        var (web, start, pages) = RandomWeb(6, hosts: 3, pagesPerHost: 30);
        var store = new FakeStore();
        var run = new FrontierRun(web, store, 6).Run(r => r.Exchanges.Count == 20 && r.Status.Fetching > 0, starts: start);
        run.Tell(new FrontierCommand.Abandon());
        run.GoOn();
        Assert.Equal(FinishReason.Stopped, run.Finished);

        run = new FrontierRun(web, store, 7).Run();

        Assert.Equal(pages.Order(), store.UrlsWith(Reason.Page).Order());
    }

    [Fact]
    public void Pause_starts_nothing_and_does_not_spin()
    {
        var (web, start, pages) = RandomWeb(8, hosts: 3, pagesPerHost: 10);
        var store = new FakeStore();
        var run = new FrontierRun(web, store, 8).Run(r => r.Exchanges.Count == 5, starts: start);
        run.Tell(new FrontierCommand.Pause());
        run.GoOn(r => r.Status.Fetching + r.Status.Parsing + r.Status.Uncommitted == 0);
        var before = run.Exchanges.Count;
        Assert.Equal("paused", run.Status.Limit);

        run.Tell(new FrontierCommand.Unpause());
        run.GoOn();

        Assert.True(run.Exchanges.Count > before);
        Assert.Equal(pages.Order(), store.UrlsWith(Reason.Page).Order());
    }

    [Fact]
    public void Batch_is_committed_before_what_is_uncommitted_stops_dispatch()
    {
        var (web, start, pages) = RandomWeb(5, hosts: 5, pagesPerHost: 40);
        var store = new FakeStore();

        var run = new FrontierRun(web, store, 5, knobs =>
        {
            knobs.Settings = knobs.Settings with { MaxUncommitted = 20 };
            knobs.Politeness = knobs.Politeness with { Delay = TimeSpan.Zero, PerHost = 8 };
            knobs.Pace = new CommitPace { Interval = TimeSpan.FromMinutes(1), Visits = 10_000, Bytes = long.MaxValue };
        }).Run(starts: start);

        Assert.Equal(pages.Count, store.Settled.Count(s => s.Reason == Reason.Page));
        Assert.True(run.Now - run.Exchanges[0].Start < TimeSpan.FromMinutes(1), $"{run.Now - run.Exchanges[0].Start}");
    }

    [Fact]
    public void Lease_without_a_result_is_taken_back()
    {
        var (web, start, pages) = RandomWeb(9, hosts: 2, pagesPerHost: 10);
        var store = new FakeStore();
        var run = new FrontierRun(web, store, 9);
        run.Lost.Add("http://h0/3");

        run.Run(starts: start);

        Assert.Equal(pages.Order(), store.UrlsWith(Reason.Page).Order());
        Assert.Contains(run.Notes, n => n.Contains("http://h0/3", StringComparison.Ordinal));
    }

    [Fact]
    public void Hosts_beyond_the_active_ones_wait_on_disk()
    {
        var (web, start, pages) = RandomWeb(10, hosts: 40, pagesPerHost: 5);
        var store = new FakeStore();
        var most = 0;

        var run = new FrontierRun(web, store, 10, k => k.Settings = k.Settings with { MaxActiveHosts = 4 })
            .Run(r => (most = Math.Max(most, r.Status.ActiveHosts)) > 1000, starts: start);

        Assert.Equal(FinishReason.Complete, run.Finished);
        Assert.Equal(pages.Order(), store.UrlsWith(Reason.Page).Order());
        Assert.InRange(most, 1, 4);
    }

    /// <summary>Random links over several hosts; every page is reachable because each links to its next one.</summary>
    internal static (FakeWeb Web, string Start, List<string> Pages) RandomWeb(int seed, int hosts, int pagesPerHost)
    {
        var random = new Random(seed);
        var pages = Enumerable.Range(0, pagesPerHost).SelectMany(p => Enumerable.Range(0, hosts).Select(h => $"http://h{h}/{p}")).ToList();
        var web = new FakeWeb();
        for (var i = 0; i < pages.Count; i++)
        {
            var links = Enumerable.Range(0, 5).Select(_ => pages[random.Next(pages.Count)]).Append(pages[(i + 1) % pages.Count]);
            web.Page(pages[i], [.. links]);
        }

        return (web, pages[0], pages);
    }

    internal static void AssertGaps(
        IEnumerable<(string Host, string Url, DateTimeOffset Start, DateTimeOffset End)> exchanges, TimeSpan delay)
    {
        DateTimeOffset? last = null;
        foreach (var exchange in exchanges)
        {
            if (last is { } end) Assert.True(exchange.Start - end >= delay, $"{exchange.Url} after {exchange.Start - end}");
            last = exchange.End;
        }
    }
}
