using System.Diagnostics;
using ActorCrawler.Simulator;
using ActorCrawler.Storage;

namespace ActorCrawler.KillLoop;

/// <summary>
/// Kills crawls at random moments, lets them go on, and judges every one that has come to its end: by its outputs, its books, and the
/// server's own log.
/// </summary>
public static class KillRun
{
    private static readonly TimeSpan LastRun = TimeSpan.FromMinutes(5);

    /// <summary>The waits after a 503 are the server's to ask for.</summary>
    private static readonly string[] ShortWaits =
        ["--set", "politeness.backoff-base=300ms", "--set", "frontier.retry-backoff-base=300ms"];

    /// <summary>Over simulated webs with politeness on; judges politeness too.</summary>
    public static async Task<KillReport> PolitelyAsync(KillOptions options)
    {
        var chance = new Random(options.Seed);
        var plan = new KillPlan(chance, options.LongestWork);
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
                    PagesPerHost = options.PagesPerHost,
                    Naming = HostNaming.Ports,
                    MinLatency = latency,
                    LogCapacity = 1_000_000,
                    CrawlDelays = crawlDelays,
                    BusyEvery = 25,
                    Seed = (ulong)chance.Next(1, 1_000_000),
                },
                CancellationToken.None).ConfigureAwait(false);
            var judge = new PoliteJudge(web, delay, latency, crawlDelays);
            var expected = web.Manifest.Expect().Pages.Select(page => page.Url).ToHashSet();
            string[] flags = ["--delay", "200ms", "--allow-private", .. ShortWaits, .. options.More];
            var crawl = await OneAsync(options, plan, chance, web.BaseUrls, flags, expected, options.Kills - report.Kills, judge, web.Log).ConfigureAwait(false);
            foreach (var line in judge.Describe()) options.Tell(line);
            crawl = judge.Complete(crawl);
            crawl = crawl with { Problems = [.. crawl.Problems, .. judge.Impolite()] };
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
        var plan = new KillPlan(chance, options.LongestWork);
        var expected = await UndisturbedAsync(options, startUrls, flags).ConfigureAwait(false);
        options.Tell($"undisturbed: {expected.Count} pages");
        var report = new KillReport();
        while (report.Kills < options.Kills && report.Problems.Count == 0)
        {
            var crawl = await OneAsync(options, plan, chance, startUrls, flags, expected, options.Kills - report.Kills, null, null).ConfigureAwait(false);
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

    /// <summary>Runs one crawl to its end, killing until there were so many kills.</summary>
    internal static async Task<KillReport> OneAsync(
        KillOptions options, KillPlan plan, Random chance, IReadOnlyList<string> startUrls, string[] flags, IReadOnlySet<string> expected, int kills,
        PoliteJudge? judge, AccessLog? log)
    {
        using var folder = new WorkFolder(startUrls);
        using var nodes = options.AsNodes ? new WorkerNodes(options.Program, folder.Path, options.Workers) : null;
        string[] workers = nodes is not null ? ["--listen", nodes.Address] : options.Workers > 0 ? ["--workers", $"{options.Workers}"] : [];
        string[] budget = options.MaxPages is { } max ? ["--max-pages", $"{max}"] : [];
        string[] args = [nodes is null ? "crawl" : "seed", "--seeds", "seeds.txt", "--out", "job", "--quiet", .. flags, .. workers, .. budget];
        var report = new KillReport { Crawls = 1 };
        var signs = new WorkSigns(log, folder.Job);
        var epoch = 0L;
        while (true)
        {
            var (first, clock) = (signs.Count, Stopwatch.StartNew());
            var isThere = JobDirectory.IsJob(folder.Job);
            using var process = CrawlProcess.Start(options.Program, args, folder.Path);
            var gone = false;
            while (!gone)
            {
                if (report.Kills == kills || !await plan.WaitAsync(process, signs, first, clock).ConfigureAwait(false))
                    return await EndAsync(options, report, process, folder, expected).ConfigureAwait(false);

                var (before, early, requests, target) = (signs.Now, signs.Count == first, signs.InFlight, plan.Target(options.Workers > 0));
                var hit = target > 0 && await KillWorkersAsync(process, nodes, chance, all: target == 2).ConfigureAwait(false);
                gone = target != 1 || !hit;
                if (gone) await process.KillAsync().ConfigureAwait(false);
                var kill = new Kill
                {
                    Before = before,
                    After = signs.Now,
                    OfCrawl = gone,
                    Early = early,
                    Recovering = isThere,
                    Left = Snapshot.Of(folder.Job, isLive: !gone),
                };
                if (early && kill.Left.Epoch > epoch) report = report with { OpenedKills = report.OpenedKills + 1 };
                if (gone) epoch = kill.Left.Epoch;
                judge?.Killed(kill);
                var left = !expected.All(kill.Left.Settled.Contains);
                plan.Hit(early, atWork: judge is null ? !early && left : requests || judge.WorkHit()[^1].Uncommitted > 0);
                report = Count(report, kill, left, isLogKnown: judge is not null);
            }
        }
    }

    private static KillReport Count(KillReport report, Kill kill, bool left, bool isLogKnown) => report with
    {
        Kills = report.Kills + 1,
        EarlyKills = report.EarlyKills + (kill.Early ? 1 : 0),
        RecoveryKills = report.RecoveryKills + (kill is { Early: true, Recovering: true } ? 1 : 0),
        KillsAtWork = report.KillsAtWork + (!isLogKnown && !kill.Early && left ? 1 : 0),
        KillsWithPagesLeft = report.KillsWithPagesLeft + (left ? 1 : 0),
        WorkerKills = report.WorkerKills + (kill.OfCrawl ? 0 : 1),
    };

    private static async Task<KillReport> EndAsync(KillOptions options, KillReport report, CrawlProcess process, WorkFolder folder, IReadOnlySet<string> expected)
    {
        if (!await process.EndsWithinAsync(LastRun).ConfigureAwait(false))
            return report with { Problems = [$"the crawl did not end within {LastRun.TotalSeconds} s: {process.Error}"] };
        return report with
        {
            Problems = process.ExitCode == 0 ? [.. OutputJudge.Judge(folder.Job, expected, options.MaxPages), .. await OutputJudge.CheckAsync(options.Check, folder.Job).ConfigureAwait(false)] : [$"exit code {process.ExitCode}: {process.Error}"],
            Pages = folder.Pages().Count(),
        };
    }

    /// <summary>Kills one worker by chance, or all; false when there was none.</summary>
    private static async Task<bool> KillWorkersAsync(CrawlProcess process, WorkerNodes? nodes, Random chance, bool all)
    {
        if (nodes is not null)
        {
            await nodes.KillAsync(chance, all).ConfigureAwait(false);
            return true;
        }

        var workers = process.Workers();
        var hit = all || workers.Count == 0 ? workers : [workers[chance.Next(workers.Count)]];
        foreach (var worker in hit) CrawlProcess.Kill(worker);
        return hit.Count > 0;
    }
}
