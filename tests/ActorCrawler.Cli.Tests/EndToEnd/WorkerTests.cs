using System.Globalization;
using ActorCrawler.Cli.Tests.Support;
using ActorCrawler.Simulator;

namespace ActorCrawler.Cli.Tests.EndToEnd;

/// <summary>Crawls by several processes, and what happens when some of them die. Their long form: worker-kills in tests/ActorCrawler.Benchmarks.</summary>
public sealed class WorkerTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Seed_and_two_workers_find_every_page_and_workers_end_with_the_crawl()
    {
        await using var web = await WebAsync(pages: 250, latency: TimeSpan.FromMilliseconds(20));
        using var seed = Seed(web);
        var address = await AddressAsync(seed);
        using var first = Worker(address);
        using var second = Worker(address);
        // One that comes when a crawl has ended waits for the next, by design: both must be there before.
        await first.ErrorLineAsync(line => line.Contains("at work for", StringComparison.Ordinal));
        await second.ErrorLineAsync(line => line.Contains("at work for", StringComparison.Ordinal));

        Assert.True(await seed.EndAsync() == 0, Said(seed, first, second));
        Assert.True(await first.EndAsync() == 0, Said(seed, first, second));
        Assert.True(await second.EndAsync() == 0, Said(seed, first, second));

        Check(web);
        var parsed = Assert.Single(seed.Error, line => line.StartsWith("parsed: ", StringComparison.Ordinal));
        Assert.Contains(" on workers, 0 here", parsed, StringComparison.Ordinal);
        Assert.Contains(first.Error, line => line.Contains("at work for", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Workers_killed_again_and_again_cost_no_page()
    {
        await using var web = await WebAsync(pages: 250, latency: TimeSpan.FromMilliseconds(20));
        using var crawl = Start("crawl", [.. web.BaseUrls, "--workers", "2", "--set", "cluster.restart-backoff-base=50ms", "--log-level", "info"]);
        for (var kills = 0; kills < 3; kills++)
        {
            var line = await crawl.ErrorLineAsync(l => l.Contains("has joined: process ", StringComparison.Ordinal));
            if (line is null) break;
            ProgramRun.Signal(ProcessIn(line), ProgramRun.KillAtOnce);
        }

        Assert.True(await crawl.EndAsync() == 0, Said(crawl));
        Check(web);
        Assert.DoesNotContain(Rows.Lines(_folder["job"], "urls.jsonl"), row => row.Contains("parser-crashed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Worker_that_is_told_to_end_gives_back_what_it_holds_and_nothing_is_parsed_twice()
    {
        await using var web = await WebAsync(pages: 250, latency: TimeSpan.FromMilliseconds(20));
        using var seed = Seed(web);
        var address = await AddressAsync(seed);
        // Both are started at once: a cluster may take seconds to let one in, and the crawl begins with the first.
        using var first = Worker(address);
        using var second = Worker(address);
        await first.ErrorLineAsync(line => line.Contains("at work for", StringComparison.Ordinal));
        await second.ErrorLineAsync(line => line.Contains("at work for", StringComparison.Ordinal));

        first.Signal(ProgramRun.Terminate);

        Assert.True(await first.EndAsync() == 3, Said(seed, first));
        Assert.Contains(first.Error, line => line.Contains("gave back what it held", StringComparison.Ordinal));
        Assert.True(await seed.EndAsync() == 0, Said(seed, first, second));
        Check(web);

        // Every body was parsed once: pages and sitemaps.
        var parsed = Assert.Single(seed.Error, line => line.StartsWith("parsed: ", StringComparison.Ordinal));
        var bodies = Rows.Lines(_folder["job"], "urls.jsonl").Count(
            row => row.Contains("\"reason\":\"page\"", StringComparison.Ordinal) || row.Contains("\"reason\":\"sitemap\"", StringComparison.Ordinal));
        Assert.Equal($"parsed: {bodies.ToString(CultureInfo.InvariantCulture)} on workers, 0 here", parsed);
    }

    [Fact]
    public async Task Workers_come_back_to_a_seed_that_was_killed_and_started_again()
    {
        await using var web = await WebAsync(pages: 250, latency: TimeSpan.FromMilliseconds(20));
        string address;
        using (var seed = Seed(web))
        {
            address = await AddressAsync(seed);
            using var early = Worker(address);
            await early.ErrorLineAsync(line => line.Contains("at work for", StringComparison.Ordinal));
            await seed.ErrorLineAsync(line => Pages(line) >= 20);
            seed.Signal(ProgramRun.KillAtOnce);
            await seed.EndAsync();

            using var again = Seed(web, address);
            Assert.NotNull(await early.ErrorLineAsync(line => line.Contains("at work for", StringComparison.Ordinal)));
            Assert.True(await again.EndAsync() == 0, Said(again, early));
            Assert.True(await early.EndAsync() == 0, Said(again, early));
        }

        Check(web);
    }

    [Fact]
    public async Task Worker_processes_end_with_the_crawl_that_started_them_however_it_ends()
    {
        await using var web = await WebAsync(pages: 100_000, latency: TimeSpan.FromMilliseconds(20));
        using var crawl = Start("crawl", [.. web.BaseUrls, "--workers", "2", "--log-level", "info"]);
        var workers = new List<int>();
        while (workers.Count < 2)
        {
            var line = await crawl.ErrorLineAsync(l => l.Contains("has joined: process ", StringComparison.Ordinal));
            Assert.True(line is not null, Said(crawl));
            workers.Add(ProcessIn(line));
        }

        crawl.Signal(ProgramRun.KillAtOnce);
        await crawl.EndAsync();

        foreach (var worker in workers) await GoneAsync(worker);
    }

    [Fact]
    public async Task Worker_processes_are_told_what_the_crawl_was_told()
    {
        await using var web = await WebAsync(pages: 30);
        _folder.Write("job.conf", "actorcrawler { worker.parsers = 3, cluster.health = \"127.0.0.1:0\", log.level = info, log.format = json }");
        using var crawl = Start("crawl", [.. web.BaseUrls, "--config", "job.conf", "--workers", "1", "--set", "worker.slots-per-parser=5"]);

        Assert.True(await crawl.EndAsync() == 0, Said(crawl));

        Check(web);
        var log = await File.ReadAllTextAsync(_folder["job/crawl.log"]);
        Assert.Contains(": 3 parsers", log, StringComparison.Ordinal);
        Assert.Contains("has joined", log, StringComparison.Ordinal);
        Assert.Contains("parsed ", log, StringComparison.Ordinal);
        Assert.Contains(" on workers, 0 here", log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Page_that_kills_its_parser_is_recorded_as_such_and_costs_no_other(int workers)
    {
        await using var web = await SimulatorServer.StartAsync(
            new SimulatorOptions { Hosts = 1, PagesPerHost = 60, Naming = HostNaming.Ports, Killers = 1, LogCapacity = 0 }, CancellationToken.None);
        var dies = new[] { ("ACTORCRAWLER_TEST_PARSER_KILLER", SimulatorOptions.KillerMark) };
        string[] args = ["crawl", .. web.BaseUrls, .. Options, "--workers", $"{workers}"];
        if (workers == 0)
        {
            // The first run dies with its page; the second knows of it.
            using var first = ProgramRun.Start(_folder.Path, dies, args);
            Assert.Equal(128 + ProgramRun.KillAtOnce, await first.EndAsync());
        }

        using var crawl = ProgramRun.Start(_folder.Path, dies, args);
        Assert.True(await crawl.EndAsync() == 0, Said(crawl));

        Check(web);
        var killer = Assert.Single(web.Manifest.Expect().Killers);
        var row = Assert.Single(Rows.Lines(_folder["job"], "urls.jsonl"), r => r.Contains("parser-crashed", StringComparison.Ordinal));
        Assert.Contains(killer, row, StringComparison.Ordinal);
    }

    private static readonly string[] Options =
        ["--out", "job", "--delay", "0", "--per-host", "4", "--allow-private", "--set", "progress.plain-interval=50ms", "--set", "progress.interval=50ms", "--set", "cluster.worker-wait=1m"];

    private static Task<SimulatorServer> WebAsync(int pages, TimeSpan latency = default) => SimulatorServer.StartAsync(
        new SimulatorOptions { Hosts = 2, PagesPerHost = pages, Naming = HostNaming.Ports, MinLatency = latency, LogCapacity = 0 }, CancellationToken.None);

    private static async Task<string> AddressAsync(ProgramRun seed)
    {
        var line = await seed.ErrorLineAsync(l => l.Contains("--join ", StringComparison.Ordinal));
        Assert.True(line is not null, Said(seed));
        return line.Split("--join ")[1].Split(' ')[0];
    }

    private static int ProcessIn(string line) => int.Parse(line.Split("process ")[1].Split(' ')[0], CultureInfo.InvariantCulture);

    private static int Pages(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var at = Array.IndexOf(words, "pages");
        return at == 1 && int.TryParse(words[2], out var pages) ? pages : 0;
    }

    private static string Said(params ProgramRun[] runs) => string.Join("\n----\n", runs.Select(r => string.Join('\n', r.Error.TakeLast(60))));

    private static async Task GoneAsync(int process)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (ProgramRun.IsRunning(process)) await poll.WaitForNextTickAsync(limit.Token);
    }

    private ProgramRun Seed(SimulatorServer web, string listen = "127.0.0.1:0") => Start("seed", [.. web.BaseUrls, "--listen", listen]);

    private ProgramRun Worker(string address) =>
        ProgramRun.Start(_folder.Path, "worker", "--join", address, "--secret-file", _folder["job/crawl.secret"], "--parsers", "2");

    private ProgramRun Start(string verb, string[] args) => ProgramRun.Start(_folder.Path, [verb, .. args, .. Options]);

    private void Check(SimulatorServer web)
    {
        Rows.Check(_folder["job"]);
        Assert.Equal(
            web.Manifest.Expect().Pages.Select(p => p.Url).Order(StringComparer.Ordinal),
            Rows.Urls(_folder["job"], "pages.jsonl").Order(StringComparer.Ordinal));
    }
}
