using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Core.Tests.Frontier;

/// <summary>What hosts see of whole crawls, in simulated time.</summary>
public sealed class PolitenessTests
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void No_gap_is_shorter_than_it_should_be_over_200_hosts_and_a_restart(int seed)
    {
        var random = new Random(seed);
        var web = new FakeWeb();
        var hosts = Enumerable.Range(0, 200).Select(i => $"http://h{i}").ToList();
        var crawlDelay = hosts.ToDictionary(h => h, h => (random.Next(4) switch { 0 => 0, 1 => 0.5, 2 => random.Next(2, 8), _ => 2.5 }));
        var busy = new Dictionary<string, TimeSpan>();
        foreach (var host in hosts)
        {
            web.RobotsTxt(host, crawlDelay[host] == 0 ? "" : FormattableString.Invariant($"User-agent: *\nCrawl-delay: {crawlDelay[host]}"));
            web.Page(host + "/", [.. Enumerable.Range(0, 8).Select(i => $"{host}/{i}")]);
            for (var i = 0; i < 8; i++)
            {
                if (random.Next(6) != 0)
                {
                    web.Page($"{host}/{i}");
                    continue;
                }

                busy[$"{host}/{i}"] = TimeSpan.FromSeconds(random.Next(3, 60));
                web.Answer($"{host}/{i}", new ExchangeOutcome.HttpError(), random.Next(2) == 0 ? 429 : 503, busy[$"{host}/{i}"]);
            }
        }

        var store = new FakeStore();
        var starts = hosts.Select(h => h + "/").ToArray();
        Action<Knobs> wide = knobs => knobs.Settings = knobs.Settings with { Concurrency = 100, MaxActiveHosts = 150, MaxUncommitted = 5_000 };
        // Killed in the middle: of what ended in the moment before, not yet committed, nothing is known afterwards but that every host waits its full delay.
        var first = new FrontierRun(web, store, seed, wide, Begin).Run(run => run.Exchanges.Count > 600, starts: starts);
        var uncommitted = first.Now - TimeSpan.FromMilliseconds(300);
        var second = new FrontierRun(web, store, seed + 1, wide, first.Now).Run(fullDelay: true, starts: starts);

        Assert.Equal(FinishReason.Complete, second.Finished);
        Assert.NotEmpty(busy);
        foreach (var host in first.Exchanges.Concat(second.Exchanges).GroupBy(e => e.Host))
        {
            var known = false;
            var before = default((string Host, string Url, DateTimeOffset Start, DateTimeOffset End)?);
            foreach (var exchange in host.OrderBy(e => e.Start))
            {
                if (before is { } last)
                {
                    var asked = busy.GetValueOrDefault(last.Url);
                    var least = TimeSpan.FromSeconds(Math.Max(1, known ? crawlDelay[host.Key] : 0));
                    least = asked > least ? asked : least;
                    if (last.End > uncommitted && last.End <= first.Now && exchange.Start > first.Now) least = Second;
                    Assert.True(exchange.Start - last.End >= least, $"{exchange.Url} came {exchange.Start - last.End} after {last.Url}, not {least}.");
                }

                known |= exchange.Url.EndsWith("/robots.txt", StringComparison.Ordinal);
                before = exchange;
            }
        }
    }

    [Fact]
    public void Ten_stalled_hosts_of_a_thousand_cost_the_others_less_than_a_twentieth_of_their_rate()
    {
        var alone = Rate(stalled: 0);
        var beside = Rate(stalled: 10);

        Assert.True(beside >= 0.95 * alone, $"{beside} exchanges with the others beside stalled hosts, {alone} alone.");
        Assert.True(alone > 990 * 55);
    }

    [Fact]
    public void Host_that_many_robots_files_are_redirected_to_is_asked_politely_though_it_is_no_host_of_the_crawl()
    {
        var web = new FakeWeb();
        var hosts = Enumerable.Range(0, 20).Select(i => $"http://h{i}").ToList();
        foreach (var host in hosts)
        {
            web.Page(host + "/");
            web.Robots[host] = now => new RobotsReply.Redirect("http://shared/robots.txt");
        }

        web.Robots["http://shared"] = now => FakeWeb.Rules("", now);
        var store = new FakeStore();
        var run = new FrontierRun(web, store).Run(starts: [.. hosts.Select(h => h + "/")]);

        Assert.Equal(20, store.Ledger.Pages);
        var shared = run.Exchanges.Where(e => e.Host == "http://shared").OrderBy(e => e.Start).ToList();
        Assert.Equal(20, shared.Count);
        CrawlFrontierTests.AssertGaps(shared.OrderBy(e => e.Start), Second);
    }

    /// <summary>A crawl that was killed while its disk was slow had asked on by the host's Crawl-delay, and forgot it: the next run came earlier.</summary>
    [Theory]
    [InlineData("User-agent: *\nCrawl-delay: 2", null, null)]
    [InlineData("", 2, null)]
    [InlineData("", null, 2)]
    public void Host_is_not_asked_again_before_the_longer_wait_it_asked_for_is_committed(string robots, int? retryAfter, int? takes)
    {
        const string home = "http://a/";
        var web = new FakeWeb().RobotsTxt("http://a", robots);
        if (takes is null) web.Answer(home, new ExchangeOutcome.HttpError(), 404, retryAfter is { } wait ? wait * Second : null);
        else web.Answer(home, new ExchangeOutcome.HttpError(), 404, takes: takes * Second);
        web.Page("http://a/2").Page("http://b/").Page("http://b/2");
        var run = new FrontierRun(web, new FakeStore(), set: knobs =>
        {
            knobs.CommitTakes = 10 * Second;
            knobs.Politeness = knobs.Politeness with { LatencyFactor = 4 };
        }).Run(starts: [home, "http://a/2", "http://b/", "http://b/2"]);

        var a = run.Exchanges.Where(e => e.Host == "http://a").OrderBy(e => e.Start).ToList();
        var asked = robots.Length > 0 ? 0 : 1;
        Assert.True(a[asked + 1].Start - a[asked].End >= 10 * Second, "The host was asked while its wait was not committed.");
        var b = run.Exchanges.Where(e => e.Host == "http://b").OrderBy(e => e.Start).ToList();
        Assert.True(b[1].Start - b[0].End < 2 * Second, "A host that asks for nothing was held.");
    }

    /// <summary>The clocks of such hosts are not stored, and began anew with every run.</summary>
    [Fact]
    public void Host_outside_the_crawl_waits_its_full_delay_at_the_start_of_a_further_run()
    {
        var web = new FakeWeb().Page("http://a/");
        web.Robots["http://a"] = now => new RobotsReply.Redirect("http://shared/robots.txt");
        web.Robots["http://shared"] = now => FakeWeb.Rules("", now);
        var store = new FakeStore();
        Action<Knobs> quick = knobs => knobs.Politeness = knobs.Politeness with { Delay = 5 * Second };
        var first = new FrontierRun(web, store, set: quick).Run(run => run.Exchanges.Count == 2, starts: "http://a/");
        var began = first.Now;
        var record = store.Hosts(new HashSet<long>(), 1)[0];
        store.Commit(new CommitBatch { Hosts = { record with { LastContact = null, Wait = TimeSpan.Zero } } });

        var second = new FrontierRun(web, store, 2, quick, began).Run(fullDelay: true, starts: "http://a/");

        Assert.All(second.Exchanges, exchange => Assert.True(exchange.Start >= began + (5 * Second), $"{exchange.Url} was asked {exchange.Start - began} after the start."));
    }

    [Theory]
    [InlineData(Reason.Tls)]
    [InlineData(Reason.Protocol)]
    [InlineData(Reason.Timeout)]
    [InlineData(Reason.Connect)]
    public void Host_that_fails_in_any_way_is_backed_off_from_and_given_up(Reason reason)
    {
        var web = new FakeWeb().Page("http://a/", [.. Enumerable.Range(0, 50).Select(i => $"http://a/{i}")]);
        for (var i = 0; i < 50; i++) web.Answer($"http://a/{i}", new ExchangeOutcome.NoAnswer(reason, "no", false));
        var store = new FakeStore();

        var run = new FrontierRun(web, store, set: k => k.Politeness = k.Politeness with { DeadHostFailures = 6 }).Run(starts: "http://a/");

        var exchanges = run.Exchanges.OrderBy(e => e.Start).ToList();
        Assert.Equal(2 + 6, exchanges.Count);
        Assert.True(exchanges[^1].Start - exchanges[^2].End > 16 * Second);
        Assert.Equal(44, store.Ledger[Reason.HostDead]);
    }

    /// <summary>Exchanges in a minute with the 990 hosts that answer, each of which has more pages than that.</summary>
    private static int Rate(int stalled)
    {
        var web = new FakeWeb();
        var store = new FakeStore();
        var good = Enumerable.Range(0, 990).Select(i => $"http://good{i}/").ToList();
        foreach (var host in good) web.Page(host, [.. Enumerable.Range(0, 70).Select(i => $"{host}{i}")]);
        foreach (var host in good)
        {
            for (var i = 0; i < 70; i++) web.Page($"{host}{i}");
        }

        var bad = Enumerable.Range(0, stalled).Select(i => $"http://bad{i}/").ToList();
        foreach (var host in bad) web.Robots[host[..^1]] = now => new RobotsReply.Unreachable(0, Reason.Timeout, true, "stalled");
        foreach (var host in bad) web.Stalls.Add(host[..^1]);
        var run = new FrontierRun(
            web, store, 1,
            k => (k.Settings, k.Pace) = (
                k.Settings with { Concurrency = 256, MaxActiveHosts = 2_000, MaxUncommitted = 5_000 }, k.Pace with { Visits = 5_000, Interval = Second }),
            Begin).Run(r => r.Now >= Begin + (60 * Second), starts: [.. good, .. bad]);
        return run.Exchanges.Count(e => e.Host.StartsWith("http://good", StringComparison.Ordinal));
    }
}
