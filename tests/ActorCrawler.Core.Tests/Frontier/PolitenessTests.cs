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
