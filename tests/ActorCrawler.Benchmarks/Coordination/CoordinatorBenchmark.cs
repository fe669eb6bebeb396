using System.Diagnostics;
using System.Globalization;
using ActorCrawler.Actors;
using ActorCrawler.Actors.Coordination;
using ActorCrawler.Actors.Fetching;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Actors.Storing;
using ActorCrawler.Benchmarks.Storage;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Urls;
using ActorCrawler.Storage;
using Akka.Actor;

namespace ActorCrawler.Benchmarks.Coordination;

/// <summary>
/// The verb <c>coordinator</c>: how many pages a second one coordinator sustains when network and parsing cost nothing. Everything else is
/// real: actors, frontier, SQLite, outputs, commits, the default durability. Pages count when they are committed.
/// </summary>
internal static class CoordinatorBenchmark
{
    internal static async Task<int> RunAsync(string[] args)
    {
        var options = new BenchmarkOptions("coordinator", new()
        {
            ["--known"] = "1000000",
            ["--hosts"] = "200",
            ["--links"] = "56",
            ["--new"] = "3",
            ["--row"] = "4000",
            ["--concurrency"] = "256",
            ["--warm-up"] = "3",
            ["--seconds"] = "10",
            ["--dir"] = Path.Combine(Path.GetTempPath(), "actorcrawler-coordinator-benchmark"),
        });
        if (!options.TryRead(args)) return 2;
        var settings = CrawlSettings.Load(new SettingsSources
        {
            Flags =
            [
                new SettingValue("benchmark", "start-urls", "http://www.host-0.test/"),
                new SettingValue("benchmark", "scope.mode", "any"),
                new SettingValue("benchmark", "out", options["--dir"]),
                new SettingValue("benchmark", "politeness.delay", "0 s"),
                new SettingValue("benchmark", "politeness.per-host", options["--concurrency"]),
                new SettingValue("benchmark", "frontier.concurrency", options["--concurrency"]),
                new SettingValue("benchmark", "storage.disk-reserve", "0 B"),
            ],
        });
        if (Directory.Exists(settings.Directory)) Directory.Delete(settings.Directory, recursive: true);
        try
        {
            await MeasureAsync(settings, options).ConfigureAwait(false);
        }
        finally
        {
            Directory.Delete(settings.Directory, recursive: true);
        }

        return 0;
    }

    private static async Task MeasureAsync(CrawlSettings settings, BenchmarkOptions options)
    {
        using var directory = JobDirectory.Open(settings.Directory, JobOpenMode.OpenOrCreate, TimeProvider.System);
        using var store = CrawlStore.Open(settings.Store(directory, TimeProvider.System));
        var row = new byte[options.Number("--row")];
        var filled = new SyntheticCrawl(store, options.Number("--hosts"), 300, row);
        filled.Fill(options.Number("--known"), options.Number("--links"), options.Number("--links") / 2);
        var web = new InstantParser.SyntheticWeb(
            filled.Hosts, new Fingerprinter(store.FingerprintKey.Span), row, new byte[32], options.Number("--links"), options.Number("--new"));

        var system = ActorSystem.Create("benchmark", settings.ActorSystem);
        try
        {
            var coordinator = Start(system, settings, store, web);
            await Task.Delay(TimeSpan.FromSeconds(options.Number("--warm-up"))).ConfigureAwait(false);
            var before = await SampleAsync(coordinator, web).ConfigureAwait(false);
            await Task.Delay(TimeSpan.FromSeconds(options.Number("--seconds"))).ConfigureAwait(false);
            var after = await SampleAsync(coordinator, web).ConfigureAwait(false);
            Report(before, after);
        }
        finally
        {
            await system.Terminate().ConfigureAwait(false);
        }
    }

    private static IActorRef Start(ActorSystem system, CrawlSettings settings, CrawlStore store, InstantParser.SyntheticWeb web)
    {
        var clock = new CrawlClock(TimeProvider.System);
        var scope = new UrlScope(settings.Scope.Mode, [], settings.Scope.Include, settings.Scope.Exclude);
        var pace = new CommitPace { Interval = settings.Actors.CommitInterval, Visits = settings.Actors.CommitVisits, Bytes = settings.Actors.CommitBytes };
        var hosts = store.LoadHosts(0, new HashSet<long>(), settings.Frontier.MaxActiveHosts);
        return system.ActorOf(
            CoordinatorActor.Props(new CoordinatorSetup
            {
                Frontier = new CrawlFrontier(
                    settings.Frontier, settings.Politeness, settings.Budgets, pace, new UrlRules(new UrlCanonicalizer(settings.Urls), scope, new TrapRules(settings.Parser.Traps), () => new DateOnly(2026, 1, 1)),
                    new Random(1), store.Epoch, settings.Fetch.TotalTimeout),
                Clock = clock,
                Fetchers = system.ActorOf(InstantFetcher.Props(clock, new FetchOrders(settings).For), "fetchers"),
                Parsers = system.ActorOf(InstantParser.Props(web), "parsers"),
                Store = system.ActorOf(StoreActor.Props(store, settings.Storage.RetryInterval), "store"),
                StopGrace = TimeSpan.Zero,
                Start = new FrontierCommand.Start(store.Ledger, hosts, false, 0, []),
            }),
            "coordinator");
    }

    private static async Task<Sample> SampleAsync(IActorRef coordinator, InstantParser.SyntheticWeb web)
    {
        var status = await coordinator.Ask<CrawlProtocol.Status>(CrawlProtocol.GetStatus.Instance, TimeSpan.FromSeconds(30)).ConfigureAwait(false);
        using var process = Process.GetCurrentProcess();
        return new Sample(
            Stopwatch.GetTimestamp(), status.Frontier.Ledger.Pages, status.Frontier.Ledger.Discovered, process.TotalProcessorTime, web.MakingLinks,
            GC.GetTotalAllocatedBytes(), process.WorkingSet64);
    }

    private static void Report(Sample before, Sample after)
    {
        var pages = after.Pages - before.Pages;
        var time = Stopwatch.GetElapsedTime(before.At, after.At);
        var making = (after.MakingLinks - before.MakingLinks) / pages;
        Console.WriteLine("known URLs   pages/s  CPU us/page  of it making links  allocated B/page  RSS MB");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{after.Known,10:N0} {pages / time.TotalSeconds,9:N0} {(after.Processor - before.Processor).TotalMicroseconds / pages,12:N1} {making.TotalMicroseconds,19:N1} {(after.Allocated - before.Allocated) / pages,17:N0} {after.Memory >> 20,7:N0}"));
    }

    private sealed record Sample(long At, long Pages, long Known, TimeSpan Processor, TimeSpan MakingLinks, long Allocated, long Memory);
}
