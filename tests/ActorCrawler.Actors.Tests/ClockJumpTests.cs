using System.Text.Json;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Simulator;

namespace ActorCrawler.Actors.Tests;

/// <summary>Whole crawls whose wall clock is set while they run, and between two runs: by the server's log nobody is asked too early, and nothing stalls.</summary>
public sealed class ClockJumpTests : IAsyncLifetime
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(5);

    /// <summary>Far more than the crawl takes, far less than any clock is set by.</summary>
    private static readonly TimeSpan Stall = TimeSpan.FromMinutes(3);

    private readonly string _directory = Directory.CreateTempSubdirectory("clock-jump-tests-").FullName;
    private SimulatorServer _web = null!;

    public async Task InitializeAsync() => _web = await SimulatorServer.StartAsync(
        new SimulatorOptions { Hosts = 3, PagesPerHost = 8, Naming = HostNaming.Ports, MinLatency = Latency, BusyEvery = 8 }, CancellationToken.None);

    public async Task DisposeAsync()
    {
        await _web.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Theory]
    [InlineData(86_400)]
    [InlineData(-86_400)]
    public async Task Crawl_goes_on_politely_when_the_clock_is_set_while_it_runs(int seconds)
    {
        var time = new SettableTime();
        var hooks = new CrawlHooks
        {
            OnPage = _ =>
            {
                if (TurnedAway()) time.Set(seconds);
                return ValueTask.CompletedTask;
            },
        };

        var summary = await RunAsync(hooks, time);

        Assert.Equal(CrawlOutcome.Finished, summary.Outcome);
        AssertWell();
    }

    /// <summary>Set back by half an hour, retries that were stored waited half an hour.</summary>
    [Theory]
    [InlineData(86_400)]
    [InlineData(-86_400)]
    [InlineData(-1800)]
    public async Task Crawl_goes_on_politely_when_the_clock_was_set_between_two_runs(int seconds)
    {
        var time = new SettableTime();
        using var stop = new CancellationTokenSource();
        var hooks = new CrawlHooks
        {
            OnPage = _ =>
            {
                if (TurnedAway()) stop.Cancel();
                return ValueTask.CompletedTask;
            },
        };
        Assert.Equal(CrawlOutcome.Stopped, (await RunAsync(hooks, time, stop.Token)).Outcome);

        // Set forward by a day, the clock says that a day was waited, and only the usual delay is sure.
        var forgiven = seconds > 0 ? _web.Log.Now : TimeSpan.MaxValue;
        time.Set(seconds);
        var summary = await RunAsync(new CrawlHooks(), time);

        Assert.Equal(CrawlOutcome.Finished, summary.Outcome);
        AssertWell(forgiven);
    }

    private Task<CrawlSummary> RunAsync(CrawlHooks hooks, TimeProvider time, CancellationToken stop = default) =>
        CrawlJob.RunAsync(Settings(), hooks, new CrawlEnvironment { Time = time, Seed = 1 }, stop).WaitAsync(Stall);

    /// <summary>Whether a URL waits to be tried again.</summary>
    private bool TurnedAway() => _web.Log.Snapshot().Any(entry => entry.Status == 503);

    private void AssertWell(TimeSpan? forgiven = null)
    {
        Assert.Equal(
            _web.Manifest.Expect().Pages.Select(page => page.Url).Order(),
            File.ReadLines(Path.Combine(_directory, "job", "pages.jsonl")).Select(row => JsonDocument.Parse(row).RootElement.GetProperty("url").GetString()!).Order());
        foreach (var host in _web.Log.Snapshot().GroupBy(entry => entry.Host))
        {
            // The log may note a request late, never early; and there is the server's latency, so that its timers may be early.
            var entries = host.OrderBy(entry => entry.Start).ToList();
            Assert.All(entries.Zip(entries.Skip(1)), pair =>
            {
                var isBusy = pair.First.Status == 503 && !(pair.First.Start < forgiven && pair.Second.Start > forgiven);
                var least = isBusy ? TimeSpan.FromSeconds(1) : Delay;
                Assert.True(pair.Second.Start - pair.First.Start >= least, $"{pair.Second.Path} came {pair.Second.Start - pair.First.Start} after {pair.First.Path}.");
            });
        }

        Assert.True(TurnedAway());
    }

    private CrawlSettings Settings() => CrawlSettings.Load(new SettingsSources
    {
        Flags =
        [
            .. _web.BaseUrls.Select(url => Flag("start-urls", url)),
            Flag("out", Path.Combine(_directory, "job")),
            Flag("politeness.delay", "60ms"),
            Flag("politeness.latency-factor", "0"),
            Flag("politeness.backoff-base", "100ms"),
            Flag("frontier.retry-backoff-base", "1500ms"),
            Flag("fetch.allow-private", "on"),
        ],
    });

    private static SettingValue Flag(string key, string value) => new(key, key, value);

    /// <summary>The machine's clock, but that the wall clock can be set; what has passed goes on evenly.</summary>
    private sealed class SettableTime : TimeProvider
    {
        private long _ticks;

        public void Set(int seconds) => Interlocked.Exchange(ref _ticks, seconds * TimeSpan.TicksPerSecond);

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _ticks));
    }
}
