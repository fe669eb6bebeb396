using System.Diagnostics;
using System.Globalization;
using ActorCrawler.Simulator;

namespace ActorCrawler.Benchmarks.Soak;

/// <summary>
/// Crawls the hostile simulator for hours, in a process of its own, and samples that process once a minute: memory, handles and threads must not
/// grow. Ends by SIGTERM, as an operator would. Reads /proc, so Linux only.
/// </summary>
internal static class HostileSoak
{
    private const int HostileHosts = 32;
    private const int DecentHosts = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Settings that make the crawl meet many hostile answers without end: short limits, no host given up, robots.txt asked for anew.</summary>
    private static readonly string[] Settings =
    [
        "politeness.delay=1s", "politeness.dead-host-failures=off", "politeness.backoff-base=1s", "politeness.backoff-max=5s",
        "politeness.robots-cache=5m", "politeness.robots-retry=10s", "politeness.robots-unreachable-limit=1d",
        "fetch.total-timeout=8s", "fetch.head-timeout=4s", "fetch.idle-timeout=4s", "fetch.tls-timeout=2s", "frontier.retries=1",
        "frontier.retry-backoff-base=1s", "frontier.sitemaps=on", "storage.known-urls-memory=8MiB",
    ];

    /// <summary>Runs it.</summary>
    /// <param name="args">Minutes (default 120), then further settings as KEY=VALUE.</param>
    /// <returns>0 when nothing grew and the crawl ended as told.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var minutes = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 120;
        var directory = Directory.CreateTempSubdirectory("hostile-soak-").FullName;
        await using var web = await SimulatorServer.StartAsync(
            new SimulatorOptions { Hosts = DecentHosts, PagesPerHost = 1_000_000, HostileHosts = HostileHosts, LogCapacity = 0 }, CancellationToken.None);
        var seeds = Path.Combine(directory, "seeds.txt");
        await File.WriteAllLinesAsync(seeds, web.BaseUrls.Concat(web.HostileUrls));
        using var crawler = CrawlerProcess.Start(directory, seeds, Settings.Concat(args.Skip(1)));
        try
        {
            return await WatchAsync(crawler, web.Log, minutes, Path.Combine(directory, "job"));
        }
        finally
        {
            if (!crawler.HasExited) crawler.Kill();
            await crawler.WaitForExitAsync();
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<int> WatchAsync(Process crawler, AccessLog log, int minutes, string job)
    {
        Console.WriteLine("minute\trss_mb\thandles\tthreads\trequests\tpages_mb\tdb_mb\tcpu_s");
        var samples = new List<Sample>();
        using var timer = new PeriodicTimer(Pause);
        for (var minute = 1; minute <= minutes; minute++)
        {
            await timer.WaitForNextTickAsync();
            if (crawler.HasExited)
            {
                Console.WriteLine($"the crawl ended by itself after {minute} minutes with code {crawler.ExitCode}");
                return 1;
            }

            var sample = Sample.Of(crawler);
            samples.Add(sample);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{minute}\t{sample.Rss / 1e6:0.0}\t{sample.Handles}\t{sample.Threads}\t{log.Total}\t{Megabytes(job, "pages.jsonl")}\t{Megabytes(job, "crawl.db")}\t{sample.Cpu.TotalSeconds:0}"));
        }

        return await EndAsync(crawler) && IsFlat(samples) ? 0 : 1;
    }

    private static string Megabytes(string job, string file) =>
        new FileInfo(Path.Combine(job, file)) is { Exists: true } info ? (info.Length / 1e6).ToString("0.0", CultureInfo.InvariantCulture) : "-";

    private static async Task<bool> EndAsync(Process crawler)
    {
        using var kill = Process.Start("kill", ["-TERM", crawler.Id.ToString(CultureInfo.InvariantCulture)]);
        var began = Stopwatch.GetTimestamp();
        await crawler.WaitForExitAsync();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"SIGTERM: ended with code {crawler.ExitCode} after {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s"));
        return crawler.ExitCode == 3;
    }

    /// <summary>The last quarter against the second one: the first is spent growing to working size.</summary>
    private static bool IsFlat(List<Sample> samples)
    {
        var quarter = samples.Count / 4;
        if (quarter < 5)
        {
            Console.WriteLine("too short to tell growth");
            return true;
        }

        return Compare("rss_mb", s => s.Rss / 1e6, 1.15) & Compare("handles", s => s.Handles, 1.15) & Compare("threads", s => s.Threads, 1.15);

        bool Compare(string what, Func<Sample, double> value, double most)
        {
            var early = samples.Skip(quarter).Take(quarter).Average(value);
            var late = samples.TakeLast(quarter).Average(value);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{what}: second quarter {early:0.0}, last quarter {late:0.0}: {(late <= early * most ? "flat" : "GREW")}"));
            return late <= early * most;
        }
    }
}
