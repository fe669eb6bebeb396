using ActorCrawler.Actors;
using ActorCrawler.Actors.Logging;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Cli.Tests.Support;
using ActorCrawler.Core.Http;
using ActorCrawler.Core.Urls;
using ActorCrawler.Http;
using ActorCrawler.Storage;

namespace ActorCrawler.Cli.Tests.Verbs;

public sealed class CrawlVerbTests : IDisposable
{
    private readonly Commands _commands = new();

    public void Dispose() => _commands.Dispose();

    [Fact]
    public async Task Flags_become_settings()
    {
        Assert.Equal(0, await _commands.RunAsync(
            "crawl", "http://a.test/", "b.test", "--out", "job", "--max-pages", "5", "--max-pages-per-host=3", "--max-depth", "2", "--max-time", "90",
            "--max-bytes", "2GiB", "--scope", "domain", "--include", "x", "--include", "y", "--exclude", "z", "--keep-params", "--delay", "500ms",
            "--per-host", "4", "--per-address", "8", "--concurrency", "99", "--ignore-robots", "--no-sitemaps", "--user-agent", "Bot/1", "--contact", "me@a.test",
            "--header", "X-A: 1", "--header", "X-B: 2", "--auth", "http://a.test u:p", "--proxy", "http://p.test:1", "--allow-private", "--allow-net", "10.0.0.0/8",
            "--insecure", "--timeout", "30", "--retries", "1", "--max-redirects", "7", "--max-body-size", "1MiB", "--durability", "power", "--local-parsers", "3",
            "--quiet", "--log-level", "debug", "--log-format", "json", "--set", "fetch.idle-timeout=5"));
        var settings = _commands.Settings!;
        Assert.Equal([new StartUrl("http://a.test/", false), new StartUrl("https://b.test/", true)], settings.StartUrls);
        Assert.Equal(_commands.Folder["job"], settings.Directory);
        Assert.Equal((5, 3, 2, 2L << 30), (settings.Budgets.MaxPages, settings.Budgets.MaxPagesPerHost, settings.Budgets.MaxDepth, settings.Budgets.MaxBytes));
        Assert.Equal(TimeSpan.FromSeconds(90), settings.Budgets.MaxTime);
        Assert.Equal((ScopeMode.Domain, 2, 1), (settings.Scope.Mode, settings.Scope.Include.Length, settings.Scope.Exclude.Length));
        Assert.Equal(CanonicalizationRules.None, settings.Urls.Rules & CanonicalizationRules.Parameters);
        Assert.Equal((TimeSpan.FromMilliseconds(500), 4, 8, true), (settings.Politeness.Delay, settings.Politeness.PerHost, settings.Politeness.PerAddress, settings.Politeness.IgnoreRobots));
        Assert.Equal((99, false, 1, 7), (settings.Frontier.Concurrency, settings.Frontier.Sitemaps, settings.Frontier.Retries, settings.Frontier.MaxRedirects));
        Assert.Equal(("Bot/1 (+me@a.test)", "Bot", "me@a.test"), (settings.Fetch.UserAgent, settings.Politeness.RobotsProductToken, settings.Fetch.From));
        Assert.Equal([new HeaderField("X-A", "1"), new HeaderField("X-B", "2")], settings.Fetch.PrivateHeaders);
        Assert.Equal([new HostCredential("http://a.test", "u", "p")], settings.Fetch.Credentials);
        Assert.Equal(("http://p.test:1", true), (settings.Fetch.Proxy, settings.Fetch.InsecureTls));
        Assert.Equal("private,10.0.0.0/8", settings.Orders.Addresses.ToString());
        Assert.Equal((TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(5), 1L << 20), (settings.Fetch.TotalTimeout, settings.Fetch.IdleTimeout, settings.Orders.MaxBodyBytes));
        Assert.Equal((Durability.Power, 3, true), (settings.Storage.Durability, settings.Actors.LocalParsers, settings.Progress.Quiet));
        Assert.Equal((LogLevel.Debug, LogLevel.Debug, LogFormat.Json), (settings.Log.Level, settings.Log.StandardErrorLevel, settings.Log.Format));
        Assert.Equal(JobOpenMode.OpenOrCreate, settings.OpenMode);
    }

    [Fact]
    public async Task Fresh_is_asked_for_by_flag()
    {
        await _commands.RunAsync("crawl", "http://a.test/", "--fresh");
        Assert.Equal(JobOpenMode.Fresh, _commands.Settings!.OpenMode);
    }

    [Fact]
    public async Task Switch_takes_no_value()
    {
        await _commands.RunAsync("crawl", "--keep-params", "http://a.test/", "--no-sitemaps");
        Assert.Equal("http://a.test/", Assert.Single(_commands.Settings!.StartUrls).Url);
    }

    [Fact]
    public async Task Job_file_environment_and_flags_are_layers()
    {
        _commands.Folder.Write("job.conf", "actorcrawler { start-urls = [\"http://a.test/\"], budget { max-pages = 1, max-depth = 1 }, politeness.delay = 3 s }");
        _commands.Environment["ACTORCRAWLER_BUDGET_MAX_DEPTH"] = "2";
        Assert.Equal(0, await _commands.RunAsync("crawl", "--config", "job.conf", "--max-pages", "9"));
        Assert.Equal((9, 2), (_commands.Settings!.Budgets.MaxPages, _commands.Settings.Budgets.MaxDepth));
        Assert.Equal(TimeSpan.FromSeconds(3), _commands.Settings.Politeness.Delay);
    }

    [Fact]
    public async Task Error_in_the_job_file_names_file_and_line()
    {
        _commands.Folder.Write("job.conf", "actorcrawler {\n  start-urls = [\"http://a.test/\"]\n  politeness.delay = 3\n}");
        Assert.Equal(2, await _commands.RunAsync("crawl", "--config", "job.conf"));
        Assert.StartsWith("actorcrawler: job.conf:3: actorcrawler.politeness.delay: '3' must be a duration with its unit", Assert.Single(_commands.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Summary_names_files_and_the_ledgers_sums()
    {
        Assert.Equal(0, await _commands.RunAsync("crawl", "http://a.test/"));
        Assert.Equal(
            [
                "finished: 7 pages in 0:02 (3.5/s), 12 fetches",
                "discovered 17 = queued 4 + done 8 + failed 2 + excluded 3; 1.2 MB received",
                "done: page 7, not-html 1",
                "failed: dns 2",
                "excluded: robots 3",
                "/job/pages.jsonl  7 rows, 8.9 kB",
                "/job/urls.jsonl  13 rows, 1.3 kB",
            ],
            _commands.ErrorLines);
        Assert.Equal("", _commands.Out);
    }

    [Fact]
    public async Task Quiet_shows_neither_progress_nor_summary_but_warnings()
    {
        _commands.OnCrawl = (hooks, _) =>
        {
            hooks.Progress!.Report(Reports.Progress(TimeSpan.FromMinutes(1)));
            hooks.OnLog!(new LogEntry(_commands.Time.GetUtcNow(), LogLevel.Warning, "job", "careful"));
            return Task.FromResult(Commands.Summary(CrawlOutcome.Finished));
        };
        Assert.Equal(0, await _commands.RunAsync("crawl", "http://a.test/", "--quiet"));
        Assert.Equal(["2026-11-22T10:00:00.000Z WARNING job: careful"], _commands.ErrorLines);
    }

    [Fact]
    public async Task Crawl_that_fetched_nothing_tells_each_start_urls_reason_even_when_quiet()
    {
        _commands.OnCrawl = (_, _) => Task.FromResult(Commands.Summary(CrawlOutcome.NothingFetched, "not one page was fetched"));
        Assert.Equal(1, await _commands.RunAsync("crawl", "http://a.test/", "--quiet"));
        Assert.Equal(
            [
                "actorcrawler: not one page was fetched.",
                "actorcrawler: http://a.test/: dns: no such host",
                "actorcrawler: http://b.test/: http-client-error 404",
            ],
            _commands.ErrorLines);
    }

    [Theory]
    [InlineData("Interrupt", 130)]
    [InlineData("Terminate", 3)]
    public async Task Signal_stops_the_crawl_cleanly_with_its_code(string signal, int code)
    {
        _commands.OnCrawl = (_, stop) =>
        {
            _commands.Signal(Enum.Parse<StopSignal>(signal));
            Assert.True(stop.IsCancellationRequested);
            return Task.FromResult(Commands.Summary(CrawlOutcome.Stopped));
        };
        Assert.Equal(code, await _commands.RunAsync("crawl", "http://a.test/"));
        Assert.Empty(_commands.Exits);
    }

    [Fact]
    public async Task Crawl_that_ended_before_the_signal_reached_it_is_done()
    {
        _commands.OnCrawl = (_, _) =>
        {
            _commands.Signal(StopSignal.Interrupt);
            return Task.FromResult(Commands.Summary(CrawlOutcome.Finished));
        };
        Assert.Equal(0, await _commands.RunAsync("crawl", "http://a.test/"));
    }
}
