using ActorCrawler.Simulator;

namespace ActorCrawler.KillLoop;

/// <summary>
/// Kills crawls at random moments, lets them go on, and judges every one that has come to its end: by its outputs, its books, and the
/// server's own log.
/// </summary>
public static class KillRun
{
    private static readonly TimeSpan Early = TimeSpan.FromMilliseconds(400);

    private static readonly TimeSpan LastRun = TimeSpan.FromMinutes(5);

    /// <summary>Over simulated webs with politeness on; judges politeness too.</summary>
    public static async Task<KillReport> PolitelyAsync(KillOptions options)
    {
        var chance = new Random(options.Seed);
        var report = new KillReport();
        var delay = TimeSpan.FromMilliseconds(200);
        while (report.Kills < options.Kills && report.Problems.Count == 0)
        {
            var latency = TimeSpan.FromMilliseconds(20);
            double[] crawlDelays = [0, 0.4, 0];
            await using var web = await SimulatorServer.StartAsync(
                new SimulatorOptions
                {
                    Hosts = 6,
                    PagesPerHost = 40,
                    Naming = HostNaming.Ports,
                    MinLatency = latency,
                    LogCapacity = 1_000_000,
                    CrawlDelays = crawlDelays,
                    Seed = (ulong)chance.Next(1, 1_000_000),
                },
                CancellationToken.None).ConfigureAwait(false);
            var judge = new PoliteJudge(web, delay, latency, crawlDelays);
            var expected = web.Manifest.Expect().Pages.Select(page => page.Url).ToHashSet();
            string[] flags = ["--delay", "200ms", "--allow-private", .. options.More];
            var crawl = await OneAsync(options, chance, web.BaseUrls, flags, expected, options.Kills - report.Kills, judge, web.Log).ConfigureAwait(false);
            var (byKill, again) = judge.FetchedAgain();
            crawl = crawl with
            {
                FetchedAgain = byKill.Sum(),
                MostFetchedAgain = byKill.DefaultIfEmpty(0).Max(),
                Problems = [.. crawl.Problems, .. judge.Impolite(), .. again],
            };
            options.Tell(crawl.ToString());
            report = report.Plus(crawl);
        }

        return report;
    }

    /// <summary>At full speed over a web that somebody else serves; the known answer is what an undisturbed crawl finds.</summary>
    /// <param name="options">How to kill.</param>
    /// <param name="startUrls">Where to start.</param>
    public static async Task<KillReport> AtFullSpeedAsync(KillOptions options, IReadOnlyList<string> startUrls)
    {
        var chance = new Random(options.Seed);
        string[] flags = ["--delay", "0", "--per-host", "8", "--allow-private", .. options.More];
        var expected = await UndisturbedAsync(options, startUrls, flags).ConfigureAwait(false);
        options.Tell($"undisturbed: {expected.Count} pages");
        var report = new KillReport();
        while (report.Kills < options.Kills && report.Problems.Count == 0)
        {
            var crawl = await OneAsync(options, chance, startUrls, flags, expected, options.Kills - report.Kills, null, null).ConfigureAwait(false);
            options.Tell(crawl.ToString());
            report = report.Plus(crawl);
        }

        return report;
    }

    private static async Task<HashSet<string>> UndisturbedAsync(KillOptions options, IReadOnlyList<string> startUrls, string[] flags)
    {
        using var folder = new WorkFolder(startUrls);
        using var process = CrawlProcess.Start(options.Program, ["crawl", "--seeds", "seeds.txt", "--out", "job", "--quiet", .. flags], folder.Path);
        if (!await process.EndsWithinAsync(LastRun).ConfigureAwait(false) || process.ExitCode != 0)
            throw new InvalidOperationException($"The undisturbed crawl failed: {process.Error}");
        return [.. folder.Pages()];
    }

    private static async Task<KillReport> OneAsync(
        KillOptions options, Random chance, IReadOnlyList<string> startUrls, string[] flags, IReadOnlySet<string> expected, int kills,
        PoliteJudge? judge, AccessLog? log)
    {
        using var folder = new WorkFolder(startUrls);
        using var nodes = options.AsNodes ? new WorkerNodes(options.Program, folder.Path, options.Workers) : null;
        string[] workers = nodes is not null ? ["--listen", nodes.Address] : options.Workers > 0 ? ["--workers", $"{options.Workers}"] : [];
        string[] budget = options.MaxPages is { } max ? ["--max-pages", $"{max}"] : [];
        string[] args = [nodes is null ? "crawl" : "seed", "--seeds", "seeds.txt", "--out", "job", "--quiet", .. flags, .. workers, .. budget];
        var report = new KillReport { Crawls = 1 };
        while (true)
        {
            using var process = CrawlProcess.Start(options.Program, args, folder.Path);
            var killed = false;
            while (!killed)
            {
                var life = report.Kills == kills ? LastRun : Life(chance, options.LongestLife);
                if (await process.EndsWithinAsync(life).ConfigureAwait(false))
                {
                    var problems = process.ExitCode == 0
                        ? OutputJudge.Judge(folder.Job, expected, options.MaxPages).ToList()
                        : [$"exit code {process.ExitCode}: {process.Error}"];
                    return report with { Problems = problems, Pages = folder.Pages().Count() };
                }

                if (report.Kills == kills) return report with { Problems = [$"the crawl did not end within {LastRun.TotalSeconds} s: {process.Error}"] };
                var target = options.Workers > 0 ? chance.Next(3) : 0;
                if (target > 0 && nodes is not null) await nodes.KillAsync(chance, all: target == 2).ConfigureAwait(false);
                else if (target > 0) foreach (var worker in process.Workers().Where(_ => target == 2 || chance.Next(2) == 0)) CrawlProcess.Kill(worker);
                if (target != 1)
                {
                    await process.KillAsync().ConfigureAwait(false);
                    judge?.Killed(log!.Now, Snapshot.Settled(folder.Job));
                    killed = true;
                }

                report = report with
                {
                    Kills = report.Kills + 1,
                    EarlyKills = report.EarlyKills + (life < Early ? 1 : 0),
                    WorkerKills = report.WorkerKills + (target == 1 ? 1 : 0),
                };
            }
        }
    }

    /// <summary>A quarter of the lives end while the process starts, or recovers what the last one left.</summary>
    private static TimeSpan Life(Random chance, TimeSpan longest) =>
        chance.Next(4) == 0 ? Early * chance.NextDouble() : Early + ((longest - Early) * chance.NextDouble());
}
