using System.Text.Json;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Simulator;
using ActorCrawler.Storage;

namespace ActorCrawler.Actors.Tests;

/// <summary>Whole crawls of the simulated web, through all actors, over loopback, into a job directory.</summary>
public sealed class CrawlJobTests : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("crawl-job-tests-").FullName;
    private SimulatorServer _web = null!;

    public async Task InitializeAsync() =>
        _web = await SimulatorServer.StartAsync(new SimulatorOptions { Hosts = 3, PagesPerHost = 60, Naming = HostNaming.Addresses }, CancellationToken.None);

    public async Task DisposeAsync()
    {
        await _web.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task Crawl_finds_exactly_the_pages_of_the_simulated_web()
    {
        var summary = await CrawlJob.RunAsync(Settings());

        Assert.Equal(CrawlOutcome.Finished, summary.Outcome);
        Assert.Equal(Expected(), Rows("pages.jsonl").Order());
        Assert.True(summary.Ledger.Balances);
        Assert.Equal(0, summary.Ledger[Reason.Queued]);
        Assert.All(summary.StartUrls, s => Assert.Equal(Reason.Page, s.Reason));
    }

    [Fact]
    public async Task Links_and_titles_are_those_of_the_answer_key()
    {
        await CrawlJob.RunAsync(Settings());

        var rows = File.ReadLines(PathOf("pages.jsonl")).Select(l => JsonDocument.Parse(l).RootElement).ToDictionary(r => r.GetProperty("url").GetString()!);
        foreach (var page in _web.Manifest.Expect(new ManifestSettings { Sitemaps = false }).Pages)
        {
            Assert.Equal(page.Title, rows[page.Url].GetProperty("title").GetString());
            Assert.Equal(page.Links.Order(), rows[page.Url].GetProperty("links").EnumerateArray().Select(l => l.GetString()!).Order());
        }
    }

    [Fact]
    public async Task Stopped_crawl_goes_on_and_no_row_is_there_twice()
    {
        using var stop = new CancellationTokenSource();
        var seen = new List<string>();
        var hooks = new CrawlHooks
        {
            OnPage = page =>
            {
                seen.Add(page.Url);
                if (seen.Count == 40) stop.Cancel();
                return ValueTask.CompletedTask;
            },
        };

        var first = await CrawlJob.RunAsync(Settings(Flag("frontier.concurrency", "4")), hooks, stop.Token);
        Assert.Equal(CrawlOutcome.Stopped, first.Outcome);
        Assert.InRange(first.PagesThisRun, 40, Expected().Count() - 1);
        var second = await CrawlJob.RunAsync(Settings(), hooks);

        Assert.Equal(CrawlOutcome.Finished, second.Outcome);
        Assert.Equal(Expected(), Rows("pages.jsonl").Order());
        Assert.Equal(Rows("pages.jsonl"), seen);
        Assert.Equal(Rows("urls.jsonl").Count(), Rows("urls.jsonl").Distinct().Count());
    }

    [Fact]
    public async Task Finished_job_is_left_as_it_is()
    {
        await CrawlJob.RunAsync(Settings());
        var requests = _web.Log.Total;

        var again = await CrawlJob.RunAsync(Settings());

        Assert.Equal(CrawlOutcome.Finished, again.Outcome);
        Assert.Equal(0, again.FetchesThisRun);
        Assert.Equal(requests, _web.Log.Total);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public async Task Page_budget_is_exact_and_a_higher_one_goes_on(int concurrency)
    {
        var width = Flag("frontier.concurrency", $"{concurrency}");
        var first = await CrawlJob.RunAsync(Settings(width, Flag("budget.max-pages", "50")));
        Assert.Equal((CrawlOutcome.BudgetReached, 50), (first.Outcome, Rows("pages.jsonl").Count()));

        var second = await CrawlJob.RunAsync(Settings(width, Flag("budget.max-pages", "90")));
        Assert.Equal((CrawlOutcome.BudgetReached, 90), (second.Outcome, Rows("pages.jsonl").Count()));

        await CrawlJob.RunAsync(Settings());
        Assert.Equal(Expected(), Rows("pages.jsonl").Order());
    }

    [Fact]
    public async Task Slow_program_slows_the_crawl_and_sees_every_page_once()
    {
        var running = 0;
        var seen = new List<string>();
        var hooks = new CrawlHooks
        {
            OnPage = async page =>
            {
                Assert.Equal(1, Interlocked.Increment(ref running));
                await Task.Yield();
                seen.Add(page.Url);
                Interlocked.Decrement(ref running);
            },
        };

        await CrawlJob.RunAsync(Settings(), hooks);

        Assert.Equal(Expected(), seen.Order());
    }

    [Fact]
    public async Task Program_that_throws_ends_the_crawl_with_its_error()
    {
        var hooks = new CrawlHooks { OnPage = _ => throw new FormatException("not what I wanted") };

        var error = await Assert.ThrowsAsync<FormatException>(() => CrawlJob.RunAsync(Settings(), hooks));

        Assert.Equal("not what I wanted", error.Message);
        Assert.Equal(CrawlOutcome.Finished, (await CrawlJob.RunAsync(Settings())).Outcome);
    }

    [Fact]
    public async Task Start_url_that_cannot_be_reached_is_named_with_its_reason()
    {
        var settings = Settings(["http://127.0.0.1:1/"], Flag("frontier.retries", "0"));

        var summary = await CrawlJob.RunAsync(settings);

        Assert.Equal(CrawlOutcome.NothingFetched, summary.Outcome);
        var start = Assert.Single(summary.StartUrls);
        Assert.Equal(("http://127.0.0.1:1/", Reason.Connect), (start.Url, start.Reason));

        // The same again is no success either.
        var again = await CrawlJob.RunAsync(settings);

        Assert.Equal(CrawlOutcome.NothingFetched, again.Outcome);
        Assert.Contains("--fresh", again.Message, StringComparison.Ordinal);
        Assert.Equal(Reason.Connect, Assert.Single(again.StartUrls).Reason);
    }

    [Fact]
    public async Task Private_address_is_refused_unless_it_is_allowed()
    {
        var summary = await CrawlJob.RunAsync(Settings(Flag("fetch.allow-private", "off")));

        Assert.Equal(CrawlOutcome.NothingFetched, summary.Outcome);
        Assert.All(summary.StartUrls, s => Assert.Equal(Reason.PrivateAddress, s.Reason));
        Assert.Equal(0, _web.Log.Total);
    }

    [Fact]
    public async Task Job_of_another_crawl_is_refused()
    {
        await CrawlJob.RunAsync(Settings());

        var error = await Assert.ThrowsAsync<JobDirectoryException>(() => CrawlJob.RunAsync(Settings([_web.BaseUrls[0]])));

        Assert.Equal(JobDirectoryError.OtherCrawl, error.Kind);
    }

    private IOrderedEnumerable<string> Expected() => _web.Manifest.Expect(new ManifestSettings { Sitemaps = false }).Pages.Select(p => p.Url).Order();

    private CrawlSettings Settings(params SettingValue[] more) => Settings(_web.BaseUrls, more);

    private CrawlSettings Settings(IReadOnlyList<string> urls, params SettingValue[] more) => CrawlSettings.Load(new SettingsSources
    {
        WorkingDirectory = _directory,
        Flags =
        [
            .. urls.Select(url => Flag("start-urls", url)), Flag("out", "job"), Flag("politeness.delay", "0"), Flag("politeness.per-host", "8"),
            Flag("fetch.allow-private", "on"), Flag("frontier.sitemaps", "off"), .. more,
        ],
    });

    private static SettingValue Flag(string key, string value) => new(key, key, value);

    private string PathOf(string file) => Path.Combine(_directory, "job", file);

    private IEnumerable<string> Rows(string file) =>
        File.ReadLines(PathOf(file)).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("url").GetString()!);
}
