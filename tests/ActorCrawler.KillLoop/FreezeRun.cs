using System.Globalization;
using System.Text.RegularExpressions;
using ActorCrawler.Simulator;
using ActorCrawler.Storage;
using ActorCrawler.Storage.Reading;

namespace ActorCrawler.KillLoop;

/// <summary>
/// Freezes processes of a crawl (SIGSTOP) until others take them for lost, then lets them go on (SIGCONT): workers past their leases, and the seed past its own
/// fetches' time limit.
/// </summary>
public static partial class FreezeRun
{
    private static readonly TimeSpan LastRun = TimeSpan.FromMinutes(5);

    /// <summary>Beyond the time limit of a fetch and the grace of its lease, as the flags below set them.</summary>
    private static readonly TimeSpan SeedFreeze = TimeSpan.FromSeconds(6);

    private static readonly string[] Flags =
    [
        "--delay", "200ms", "--allow-private", "--set", "fetch.total-timeout=3s", "--set", "fetch.head-timeout=3s", "--set", "frontier.lease-grace=1s",
        "--set", "politeness.backoff-base=300ms", "--set", "frontier.retry-backoff-base=300ms",
    ];

    /// <summary>Freezes in turn a worker and the seed until there were so many freezes, and judges every crawl.</summary>
    /// <param name="options">Kills are the freezes; workers join a seed.</param>
    /// <param name="workerFreeze">How long workers are frozen: what they hold goes to others when they are silent for some 5 s, and they are out after some 13 s.</param>
    public static async Task<FreezeReport> RunAsync(KillOptions options, TimeSpan workerFreeze)
    {
        var chance = new Random(options.Seed);
        var report = new FreezeReport();
        while (report.Freezes < options.Kills && report.Problems.Count == 0)
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
                    Seed = (ulong)chance.Next(1, 1_000_000),
                },
                CancellationToken.None).ConfigureAwait(false);
            var judge = new PoliteJudge(web, TimeSpan.FromMilliseconds(200), latency, crawlDelays);
            var crawl = await OneAsync(options, chance, web, judge, workerFreeze, report).ConfigureAwait(false);
            crawl = crawl with { Problems = [.. crawl.Problems, .. judge.Impolite()] };
            options.Tell(crawl.ToString());
            report = report.Plus(crawl);
        }

        return report;
    }

    private static async Task<FreezeReport> OneAsync(
        KillOptions options, Random chance, SimulatorServer web, PoliteJudge judge, TimeSpan workerFreeze, FreezeReport before)
    {
        using var folder = new WorkFolder(web.BaseUrls);
        using var nodes = new WorkerNodes(options.Program, folder.Path, options.Workers);
        using var seed = CrawlProcess.Start(
            options.Program, ["seed", "--seeds", "seeds.txt", "--out", "job", "--quiet", "--listen", nodes.Address, .. Flags, .. options.More], folder.Path);
        var report = new FreezeReport { Crawls = 1 };
        var signs = new WorkSigns(web.Log, folder.Job);
        for (var first = 0L; before.Freezes + report.Freezes < options.Kills; first = signs.Count)
        {
            // At work again, and then a random moment.
            if (!await seed.SeesAsync(() => signs.Count > first, LastRun).ConfigureAwait(false)) break;
            if (await seed.EndsWithinAsync(TimeSpan.FromSeconds(2) * chance.NextDouble()).ConfigureAwait(false)) break;
            var ofSeed = (before.Freezes + report.Freezes) % 2 == 1;
            var process = ofSeed ? seed : nodes.Any(chance);
            var settled = folder.Pages().Count();
            process.Signal("STOP");
            if (ofSeed) await Task.Delay(SeedFreeze).ConfigureAwait(false);
            else await seed.EndsWithinAsync(workerFreeze).ConfigureAwait(false);
            process.Signal("CONT");
            report = report with
            {
                Freezes = report.Freezes + 1,
                OfSeed = report.OfSeed + (ofSeed ? 1 : 0),
                PagesMeanwhile = report.PagesMeanwhile + (ofSeed ? 0 : folder.Pages().Count() - settled),
            };
        }

        if (!await seed.EndsWithinAsync(LastRun).ConfigureAwait(false)) return report with { Problems = [$"the crawl did not end within {LastRun.TotalSeconds} s: {seed.Error}"] };
        var expected = web.Manifest.Expect().Pages.Select(page => page.Url).ToHashSet();
        var lines = File.ReadAllLines(Path.Combine(folder.Job, JobDirectory.LogFile));
        var silent = lines.Select(line => SilentWorker().Match(line)).Where(match => match.Success).ToList();
        var takenBack = lines.Select(line => LostLease().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value).ToHashSet();
        using var reader = JobReader.Open(folder.Job);
        // What came too late for a seed that was frozen is asked for again; the log or the attempts in the job tell so.
        var (_, again) = judge.FetchedAgain(url => takenBack.Contains(url) || reader.Why(url)?.History.Count > 0);
        return report with
        {
            Problems = seed.ExitCode == 0 ? [.. OutputJudge.Judge(folder.Job, expected, null), .. again] : [$"exit code {seed.ExitCode}: {seed.Error}"],
            AskedAgain = takenBack.Count,
            Pages = folder.Pages().Count(),
            TakenForLost = silent.Count,
            PagesTakenBack = silent.Sum(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)),
        };
    }

    [GeneratedRegex(@"no result for (\S+) within its deadline")]
    private static partial Regex LostLease();

    [GeneratedRegex(@"is silent; the (\d+) pages it holds go to others")]
    private static partial Regex SilentWorker();
}
