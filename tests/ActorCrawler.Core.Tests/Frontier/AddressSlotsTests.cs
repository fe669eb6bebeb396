using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Core.Tests.Frontier;

public sealed class AddressSlotsTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    public void Address_has_no_more_exchanges_at_a_time_than_allowed_and_every_host_behind_it_is_crawled(int limit, int seed)
    {
        var web = new FakeWeb();
        var hosts = Enumerable.Range(0, 30).Select(i => $"http://h{i}").ToList();
        foreach (var host in hosts)
        {
            web.Page(host + "/", [.. Enumerable.Range(0, 6).Select(i => $"{host}/{i}")]);
            for (var i = 0; i < 6; i++) web.Page($"{host}/{i}");
        }

        var store = new FakeStore();
        var run = new FrontierRun(web, store, seed, k =>
        {
            k.Settings = k.Settings with { Concurrency = 30 };
            k.Politeness = k.Politeness with { PerAddress = limit, Delay = TimeSpan.Zero, IgnoreRobots = false };
            // Even hosts share one address, odd ones another.
            k.Address = host => int.Parse(host["http://h".Length..], System.Globalization.CultureInfo.InvariantCulture) % 2 == 0 ? "192.0.2.1" : "192.0.2.2";
        }).Run(starts: [.. hosts.Select(h => h + "/")]);

        Assert.Equal(FinishReason.Complete, run.Finished);
        Assert.Equal(30 * 7, store.Ledger.Pages);
        // The address of a host is known from its first exchange on, which is that for robots.txt.
        var pages = run.Exchanges.Where(e => !e.Url.EndsWith("/robots.txt", StringComparison.Ordinal)).ToList();
        foreach (var even in new[] { true, false })
        {
            var at = pages.Where(e => (int.Parse(e.Host["http://h".Length..], System.Globalization.CultureInfo.InvariantCulture) % 2 == 0) == even).ToList();
            Assert.Equal(limit, at.Max(e => at.Count(o => o.Start <= e.Start && o.End > e.Start)));
        }
    }
}
