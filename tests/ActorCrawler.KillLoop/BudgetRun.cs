using ActorCrawler.Simulator;

namespace ActorCrawler.KillLoop;

/// <summary>Crawls at full speed with a page budget that is lower than the web is large: the rows must be exactly so many.</summary>
public static class BudgetRun
{
    /// <summary>A kill may come too late for a crawl so short; then there is another.</summary>
    private const int Tries = 10;

    /// <summary>Crawls once for each number of workers without a kill, and once with one in between.</summary>
    /// <param name="options">How to kill; its workers, kills and budget are set here.</param>
    /// <param name="budget">Pages.</param>
    /// <param name="workers">Numbers of worker processes.</param>
    public static async Task<KillReport> RunAsync(KillOptions options, int budget, IEnumerable<int> workers)
    {
        var chance = new Random(options.Seed);
        var plan = new KillPlan(chance, options.LongestWork, onlyAtWork: true);
        var report = new KillReport();
        foreach (var count in workers)
        {
            foreach (var kills in new[] { 0, 1 })
            {
                var crawl = new KillReport();
                for (var tries = 0; tries < Tries && (tries == 0 || crawl.KillsAtWork < kills) && crawl.Problems.Count == 0; tries++)
                    crawl = await OneAsync(options with { Workers = count, MaxPages = budget }, plan, chance, kills).ConfigureAwait(false);
                if (crawl.KillsAtWork < kills) crawl = crawl with { Problems = [.. crawl.Problems, $"{count} workers: no kill hit the crawl at work in {Tries} tries"] };
                options.Tell($"{count} workers, {kills} kills: {crawl}");
                report = report.Plus(crawl);
            }
        }

        return report;
    }

    private static async Task<KillReport> OneAsync(KillOptions options, KillPlan plan, Random chance, int kills)
    {
        await using var web = await SimulatorServer.StartAsync(
            new SimulatorOptions
            {
                Hosts = 4,
                PagesPerHost = options.PagesPerHost,
                Naming = HostNaming.Ports,
                MinLatency = TimeSpan.FromMilliseconds(5),
                LogCapacity = 1_000_000,
                Seed = (ulong)chance.Next(1, 1_000_000),
            },
            CancellationToken.None).ConfigureAwait(false);
        var judge = new PoliteJudge(web, TimeSpan.Zero, TimeSpan.Zero, []);
        var expected = web.Manifest.Expect().Pages.Select(page => page.Url).ToHashSet();
        string[] flags = ["--delay", "0", "--per-host", "4", "--allow-private", .. options.More];
        var crawl = await KillRun.OneAsync(options, plan, chance, web.BaseUrls, flags, expected, kills, judge, web.Log).ConfigureAwait(false);
        return judge.Complete(crawl);
    }
}
