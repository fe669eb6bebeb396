using System.Collections.Concurrent;
using ActorCrawler.Actors.Settings;
using ActorCrawler.CommandPort;
using ActorCrawler.Simulator;
using ActorCrawler.Storage;

namespace ActorCrawler.Actors.Tests.Steering;

/// <summary>Each command against a running crawl of the simulated web.</summary>
public sealed class SteeringTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly string _directory = Directory.CreateTempSubdirectory("steering-tests-").FullName;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _pages = new();
    private SimulatorServer _web = null!;
    private Task<CrawlSummary> _crawl = null!;
    private CommandClient _client = null!;

    public async Task InitializeAsync()
    {
        _web = await SimulatorServer.StartAsync(
            new SimulatorOptions { Hosts = 2, PagesPerHost = 1000, Naming = HostNaming.Addresses, MinLatency = TimeSpan.FromMilliseconds(20), MaxLatency = TimeSpan.FromMilliseconds(20) },
            CancellationToken.None);
        await StartAsync();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _stop.CancelAsync();
        await _crawl;
        await _web.DisposeAsync();
        _stop.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task Status_shows_a_ledger_that_sums()
    {
        await UntilAsync(() => _pages.Count > 20);

        var status = System.Text.Json.JsonDocument.Parse(await RunAsync("crawl status -j=on")).RootElement;

        long Number(string name) => status.GetProperty(name).GetInt64();
        Assert.Equal(Number("discovered"), Number("queued") + Number("leased") + Number("done") + Number("failed") + Number("excluded"));
        Assert.InRange(Number("pages"), 20, long.MaxValue);
        Assert.Equal("running", status.GetProperty("state").GetString());
        Assert.Contains("limit: ", await RunAsync("crawl status"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pause_and_unpause_stop_and_start_fetching()
    {
        await UntilAsync(() => _pages.Count > 5);

        Assert.StartsWith("paused", await RunAsync("crawl pause"), StringComparison.Ordinal);
        await UntilAsync(async () => (await RunAsync("crawl status")).Contains("in flight 0 fetches", StringComparison.Ordinal));
        var requests = _web.Log.Total;
        // Long enough for several reports of a crawl that goes on.
        for (var i = 0; i < 10; i++) Assert.Contains("in flight 0 fetches", await RunAsync("crawl status"), StringComparison.Ordinal);
        Assert.Equal(requests, _web.Log.Total);
        Assert.StartsWith("paused", await RunAsync("crawl status"), StringComparison.Ordinal);

        Assert.Equal("going on", await RunAsync("crawl unpause"));
        await UntilAsync(() => _web.Log.Total > requests);
    }

    [Fact]
    public async Task Blocked_pattern_is_excluded_and_counted_and_stays_so_when_crawl_is_resumed()
    {
        await UntilAsync(() => _pages.Count > 30);
        await RunAsync("crawl pause");

        Assert.Contains("are blocked", await RunAsync("crawl block -b=/maps/"), StringComparison.Ordinal);
        await UntilAsync(async () => (await RunAsync("crawl status")).Contains("blocked ", StringComparison.Ordinal));
        await UntilAsync(async () => (await RunAsync("crawl status")).Contains("in flight 0 fetches", StringComparison.Ordinal));
        var before = _pages.Count;

        await RunAsync("crawl stop");
        Assert.Equal(CrawlOutcome.Stopped, (await _crawl).Outcome);
        await StartAsync();
        await UntilAsync(() => _pages.Count > before + 30);
        Assert.DoesNotContain(_pages.Skip(before), url => url.Contains("/maps/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Blocked_host_is_fetched_no_more()
    {
        var host = new Uri(_web.BaseUrls[0]).Authority;
        await UntilAsync(() => _pages.Count(url => url.Contains(host, StringComparison.Ordinal)) > 5);

        Assert.Equal($"the host {host} is blocked; what of it is queued is excluded", await RunAsync($"crawl block -b={host}"));

        await UntilAsync(async () => (await RunAsync($"crawl host -n={host}")).Contains("closed: blocked", StringComparison.Ordinal));
        await UntilAsync(async () => (await RunAsync($"crawl host -n={host}")).Contains(", 0 queued", StringComparison.Ordinal));
        Assert.Contains("closed: blocked", await RunAsync("crawl hosts"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limit_holds_within_its_time_and_when_crawl_is_resumed()
    {
        var host = new Uri(_web.BaseUrls[0]).Authority;
        await UntilAsync(() => _pages.Count(url => url.Contains(host, StringComparison.Ordinal)) > 5);

        Assert.StartsWith($"{host}: delay 30 s, 1 at a time", await RunAsync($"crawl limit -n={host} -d=30 -p=1"), StringComparison.Ordinal);
        await UntilAsync(async () => (await RunAsync($"crawl host -n={host}")).Contains("0 of 1 requests in flight, 30 s between two", StringComparison.Ordinal));

        await RunAsync("crawl stop");
        await _crawl;
        await StartAsync();
        Assert.Contains("limited by command: delay 30 s per-host 1", await RunAsync($"crawl host -n={host}"), StringComparison.Ordinal);
        Assert.EndsWith("no limits of its own any more", await RunAsync($"crawl limit -n={host}"), StringComparison.Ordinal);
        Assert.DoesNotContain("limited by command", await RunAsync($"crawl host -n={host}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Added_url_is_fetched_and_known_ones_are_not_added()
    {
        await UntilAsync(() => _pages.Count > 5);
        var added = _web.BaseUrls[0] + "added/by/hand";

        Assert.Equal($"{added} is queued", await RunAsync($"crawl add -u={added}"));
        Assert.Contains("known already: ", await RunAsync($"crawl add -u={_pages.First()}"), StringComparison.Ordinal);
        Assert.Contains("known already: ", await RunAsync($"crawl add -u={added}#part"), StringComparison.Ordinal);
        Assert.StartsWith("!'mailto:a@b' is no http", await RunAsync("crawl add -u=mailto:a@b"), StringComparison.Ordinal);

        await UntilAsync(async () => (await RunAsync($"crawl why -u={added}")).Contains("state       failed: http-client-error", StringComparison.Ordinal));
        Assert.Contains("added by command", await RunAsync($"crawl why -u={added}"), StringComparison.Ordinal);
        Assert.Contains(added, await RunAsync("crawl errors"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Why_tells_what_became_of_a_url()
    {
        await UntilAsync(() => _pages.Count > 5);

        Assert.Contains("state       done: page", await RunAsync($"crawl why -u={_pages.First()}"), StringComparison.Ordinal);
        Assert.Contains("no link to it was found; nothing speaks against it", await RunAsync($"crawl why -u={_web.BaseUrls[0]}never"), StringComparison.Ordinal);
        Assert.StartsWith("!'mailto:a@b'", await RunAsync("crawl why -u=mailto:a@b"), StringComparison.Ordinal);
        Assert.Contains("excluded: scope", await RunAsync("crawl why -u=http://elsewhere.example/"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("crawl block -b=(", "!the pattern ( is wrong")]
    [InlineData("crawl limit -n=a/b", "!'a/b' is no host")]
    [InlineData("crawl limit -n=a.test -d=soon", "!--delay: 'soon'")]
    [InlineData("crawl limit -n=a.test -p=0", "!--per-host: '0'")]
    [InlineData("crawl host -n=unknown.test", "!nothing is known of a host unknown.test")]
    [InlineData("crawl hosts -t=0", "!--top must be")]
    [InlineData("crawl drain-worker -a=127.0.0.1:1", "!127.0.0.1:1 is no worker of this crawl")]
    [InlineData("crawl workers", "0 workers; parsed in this run: ")]
    [InlineData("cluster show", "!this node belongs to no cluster")]
    public async Task Command_answers_what_is_wrong(string line, string answer) => Assert.StartsWith(answer, await RunAsync(line), StringComparison.Ordinal);

    private async Task StartAsync()
    {
        _client?.Dispose();
        var file = Path.Combine(_directory, "job", JobDirectory.CommandsFile);
        var settings = CrawlSettings.Load(new SettingsSources
        {
            Flags =
            [
                .. _web.BaseUrls.Select(url => new SettingValue("test", "start-urls", url)),
                new SettingValue("test", "out", Path.Combine(_directory, "job")),
                new SettingValue("test", "politeness.delay", "0"),
                new SettingValue("test", "politeness.per-host", "2"),
                new SettingValue("test", "fetch.allow-private", "on"),
                new SettingValue("test", "log.stderr-level", "error"),
            ],
        });
        var hooks = new CrawlHooks
        {
            OnPage = page =>
            {
                _pages.Enqueue(page.Url);
                return ValueTask.CompletedTask;
            },
        };
        _crawl = CrawlJob.RunAsync(settings, hooks, _stop.Token);
        await UntilAsync(() => File.Exists(file));
        var endpoint = CommandEndpoint.Read(file)!;
        _client = await CommandClient.ConnectAsync(endpoint.Address, endpoint.Secret!, Limit, CancellationToken.None);
    }

    /// <summary>Runs a command whose arguments are written SWITCH=VALUE; a failure has an exclamation mark before it.</summary>
    private async Task<string> RunAsync(string line)
    {
        var words = line.Split(' ');
        var parts = new List<string>();
        var arguments = words[2..].Select(w => w.Split('=', 2)).Select(p => (p[0], p[1])).ToList();
        var problem = await _client.RunAsync(new CommandRequest(words[0], words[1], arguments), parts.Add, CancellationToken.None).WaitAsync(Limit);
        return problem is null ? string.Join('\n', parts) : "!" + problem;
    }

    private static Task UntilAsync(Func<bool> holds) => UntilAsync(() => Task.FromResult(holds()));

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!await holds()) await Task.Delay(20, limit.Token);
    }
}
