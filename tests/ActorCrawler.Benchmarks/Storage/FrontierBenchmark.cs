using System.Diagnostics;
using System.Globalization;
using ActorCrawler.Storage;

namespace ActorCrawler.Benchmarks.Storage;

/// <summary>
/// The verb <c>frontier</c>: fills a store with synthetic pages (56 links each, 3 of them new) and tells, at each size asked for, how many
/// pages a second commit and lease take, and what memory they need. Only time within the store counts; making the pages does not.
/// </summary>
internal static class FrontierBenchmark
{
    private const int Links = 56;

    internal static int Run(string[] args)
    {
        var options = new BenchmarkOptions("frontier", new()
        {
            ["--sizes"] = "100000,1000000,10000000",
            ["--hosts"] = "200",
            ["--batch"] = "300",
            ["--new"] = "3",
            ["--fill-new"] = "28",
            ["--row"] = "1000",
            ["--durability"] = "Process",
            ["--seconds"] = "5",
            ["--known-memory"] = "67108864",
            ["--cache"] = "16777216",
            ["--dir"] = Path.Combine(Path.GetTempPath(), "actorcrawler-frontier-benchmark"),
        });
        if (!options.TryRead(args)) return 2;
        var directory = options["--dir"];
        if (Directory.Exists(directory)) Directory.Delete(directory, recursive: true);
        Directory.CreateDirectory(directory);
        try
        {
            using var store = CrawlStore.Open(new StoreOptions
            {
                Directory = directory,
                Identity = "benchmark",
                Durability = Enum.Parse<Durability>(options["--durability"], ignoreCase: true),
                MaxDepth = null,
                MaxPagesPerHost = null,
                MaxUrlsPerHost = null,
                HostCache = 100_000,
                DatabaseCache = options.Number("--cache"),
                KnownUrlsMemory = options.Number("--known-memory"),
                DiskReserve = 0,
                LongestRetryWait = _ => TimeSpan.FromHours(1),
                Time = TimeProvider.System,
            });
            var run = new SyntheticCrawl(store, options.Number("--hosts"), options.Number("--batch"), new byte[options.Number("--row")]);
            Console.WriteLine("known URLs   pages/s  look-ups/s  inserts/s  commit us/page  lease us/page  passed us/page  disk reads MB  allocated B/page  slowest commit  RSS MB  heap MB  files MB");
            foreach (var size in options["--sizes"].Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture)))
            {
                run.Fill(size, Links, options.Number("--fill-new"));
                run.Measure(TimeSpan.FromSeconds(options.Number("--seconds")), Links, options.Number("--new"));
                Report(run, directory, options.Number("--new"));
            }
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }

        return 0;
    }

    private static void Report(SyntheticCrawl run, string directory, int fresh)
    {
        var rate = run.Pages / (run.CommitTime + run.LeaseTime).TotalSeconds;
        using var process = Process.GetCurrentProcess();
        var files = new DirectoryInfo(directory).EnumerateFiles().Sum(file => file.Length);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{run.Known,10:N0} {rate,9:N0} {rate * Links,11:N0} {rate * fresh,10:N0} {run.CommitTime.TotalMicroseconds / run.Pages,15:N1} {run.LeaseTime.TotalMicroseconds / run.Pages,14:N1} {run.Passed.TotalMicroseconds / run.Pages,15:N1} {run.DiskReads >> 20,14:N0} {run.Allocated / run.Pages,17:N0} {run.Slowest.TotalMilliseconds,12:N0} ms {process.WorkingSet64 >> 20,7:N0} {GC.GetTotalMemory(false) >> 20,8:N0} {files >> 20,9:N0}"));
    }
}
