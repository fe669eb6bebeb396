using System.Text.Json;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Simulator;

namespace ActorCrawler.Actors.Tests;

/// <summary>Whole crawls of hostile hosts, through all actors, over loopback: each ends, in bounded time, with the right reason in the ledger.</summary>
public sealed class HostileCrawlTests : IAsyncLifetime
{
    /// <summary>Far more than any of these crawls takes: what has no end fails.</summary>
    private static readonly TimeSpan Stall = TimeSpan.FromMinutes(3);

    private readonly string _directory = Directory.CreateTempSubdirectory("hostile-crawl-tests-").FullName;
    private SimulatorServer _web = null!;

    public async Task InitializeAsync() => _web = await SimulatorServer.StartAsync(
        new SimulatorOptions { Hosts = 8, PagesPerHost = 20, HostileHosts = SimulatorServer.HostileKinds, Variety = false }, CancellationToken.None);

    public async Task DisposeAsync()
    {
        await _web.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task Every_hostile_answer_ends_with_its_reason_and_a_decent_host_is_crawled_beside_them()
    {
        var hostile = _web.HostileUrls[0];
        var summary = await RunAsync(Settings(
            [hostile, .. Home], Flag("budget.max-depth", "1"), Flag("scope.exclude", "/slow/"), Flag("fetch.cookies", "on"), Flag("frontier.sitemaps", "on")));

        var reasons = Rows("urls.jsonl").Where(r => r.Url.StartsWith(hostile, StringComparison.Ordinal))
            .ToDictionary(r => r.Url[(hostile.Length - 1)..], r => r.Reason);
        (string Reason, string Paths)[] table =
        [
            ("page", "/ /endless/body /endless/chunks /lie/type /lie/coding /lie/charset /lie/cookies /lie/nul /lie/fields /heavy/links /heavy/nested /heavy/quadratic"),
            ("head-too-large", "/endless/head /endless/trailers /lie/big-field"),
            ("protocol", "/endless/interim /endless/extensions /reset/before /reset/head /reset/body /lie/length /lie/two-lengths /lie/no-head"),
            ("http-client-error", "/busy/later"),
            ("http-server-error", "/busy/down"),
            ("content-coding", "/lie/unknown-coding /lie/codings /bomb/gzip /bomb/brotli /bomb/deflate /bomb/stacked /heavy/tag"),
            ("http-unexpected-status", "/lie/status"),
            ("redirect", "/loop/self /loop/ping /loop/pong /loop/grow/on/on /loop/count/19 /loop/inward /loop/far"),
            ("sitemap", "/sitemap.xml"),
            ("too-many-redirects", $"/loop/count/20 /loop/grow{string.Concat(Enumerable.Repeat("/on", 20))}"),
            ("bad-redirect", "/loop/file /loop/nowhere"),
        ];
        var expected = table.SelectMany(row => row.Paths.Split(' ').Select(path => (path, row.Reason))).ToDictionary(p => p.path, p => p.Reason);
        var wrong = expected.Where(e => reasons.GetValueOrDefault(e.Key) != e.Value).Select(e => $"{e.Key}: {reasons.GetValueOrDefault(e.Key, "nothing")}, not {e.Value}");
        Assert.True(!wrong.Any(), string.Join("; ", wrong));
        AssertDecentPages(maxDepth: 1);
        Assert.Equal(1, summary.Ledger[Reason.UrlTooLong]);
        Assert.True(summary.Ledger.Balances);
        Assert.Equal(CrawlOutcome.Finished, summary.Outcome);
        Assert.Contains(File.ReadLines(PathOf("pages.jsonl")), row => row.Contains("/endless/body", StringComparison.Ordinal) && row.Contains("\"truncated\":true", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Answers_that_do_not_come_end_at_their_time_limits()
    {
        string[] paths = ["slow/answer", "slow/head", "slow/body", "slow/stall"];
        var starts = paths.Select(path => _web.HostileUrls[0] + path).ToList();

        var summary = await RunAsync(Settings(
            starts, Flag("budget.max-depth", "0"), Flag("fetch.head-timeout", "1s"), Flag("fetch.idle-timeout", "1s"), Flag("fetch.total-timeout", "3s")));

        Assert.Equal(starts.Order(), summary.StartUrls.Where(s => s.Reason == Reason.Timeout).Select(s => s.Url).Order());
    }

    /// <summary>Entities stay text: none is expanded, and no file is read for one.</summary>
    [Fact]
    public async Task Sitemap_with_entities_is_read_without_them()
    {
        var hostile = _web.HostileUrls[0];

        var summary = await RunAsync(Settings(
            [hostile], Flag("budget.max-depth", "1"), Flag("frontier.sitemaps", "on"), Flag("scope.include", "/page/1000003$|entity|file=|root|aaaa")));

        Assert.Equal(1, summary.Ledger[Reason.Sitemap]);
        Assert.Equal([hostile, hostile + "page/1000003"], Rows("pages.jsonl").Select(row => row.Url).Order());
    }

    /// <summary>Patterns that take exponential time on these very URLs and pages.</summary>
    [Fact]
    public async Task Patterns_that_never_end_are_ended_and_cost_their_url_alone()
    {
        var hostile = _web.HostileUrls[0];

        var summary = await RunAsync(Settings(
            [hostile, .. Home], Flag("budget.max-depth", "1"), Flag("scope.exclude", "/slow/"), Flag("scope.exclude", "^(?=http://hostile)http://[^/]*(([a-z/-]+)+)+!$"),
            Flag("scope.pattern-timeout", "50ms"), Flag("extract.rules", "x=regex:(?=t)(([a-z ]+)+)!"), Flag("extract.time-limit", "100ms")));

        Assert.NotEqual(0, summary.Ledger[Reason.PatternTimeout]);
        Assert.Contains(Rows("pages.jsonl"), r => r.Url == hostile + "page/1");
        Assert.Contains(File.ReadLines(PathOf("pages.jsonl")), row => row.Contains("\"extract_problems\":", StringComparison.Ordinal));
        AssertDecentPages(maxDepth: 1);
    }

    [Fact]
    public async Task Traps_end_by_their_rules_alone_and_are_counted_by_rule()
    {
        string[] traps = ["calendar", "deep", "session", "return"];

        var summary = await RunAsync(Settings([.. traps.Select(path => _web.HostileUrls[0] + path)]));

        Assert.Equal(CrawlOutcome.Finished, summary.Outcome);
        Assert.InRange(summary.Ledger.Pages, 100, 2_000);
        Assert.All([Reason.TrapCalendar, Reason.TrapRepeatedSegments, Reason.TrapSession], reason => Assert.NotEqual(0, summary.Ledger[reason]));
        // Sessions are no pages of their own: their front page, and the two shops that every session shows.
        Assert.Equal(3, Rows("pages.jsonl").Count(r => r.Url.Contains("/session", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Host_without_end_ends_at_the_limit_of_urls_for_one_host()
    {
        var summary = await RunAsync(Settings([_web.HostileUrls[0] + "filter"], Flag("storage.max-urls-per-host", "150")));

        Assert.Equal(CrawlOutcome.Finished, summary.Outcome);
        Assert.InRange(summary.Ledger.Pages, 50, 150);
        Assert.NotEqual(0, summary.Ledger[Reason.TrapHostUrls]);
    }

    [Fact]
    public async Task Every_robots_txt_and_every_broken_handshake_comes_to_what_the_rules_say()
    {
        var settings = Settings(
            [.. _web.HostileUrls, .. Home], Flag("budget.max-depth", "0"), Flag("politeness.robots-retry", "50ms"), Flag("politeness.robots-unreachable-limit", "100ms"),
            Flag("fetch.tls-timeout", "5s"), Flag("fetch.minimum-rate", "100 B"), Flag("fetch.minimum-rate-grace", "1s"));

        var summary = await RunAsync(settings);

        // In the order of the simulator: decent, giant, missing, binary, a page, 503, endless redirects, slow; then self-signed, expired, wrong host, stalled.
        Assert.Equal(
            [
                Reason.Page, Reason.Page, Reason.Page, Reason.Page, Reason.Page, Reason.RobotsUnreachable, Reason.Page, Reason.TooSlow,
                Reason.Tls, Reason.Tls, Reason.Tls, Reason.Timeout,
            ],
            _web.HostileUrls.Select(url => summary.StartUrls.Single(s => s.Url == url).Reason));
        AssertDecentPages(maxDepth: 0);
    }

    [Fact]
    public async Task Start_url_that_redirects_inward_is_refused_and_the_flag_is_named()
    {
        var summary = await RunAsync(Settings([_web.HostileUrls[0] + "loop/inward"]));

        var inward = summary.StartUrls.Single(s => s.Url.StartsWith("http://169.254.169.254/", StringComparison.Ordinal));
        Assert.Equal(Reason.PrivateAddress, inward.Reason);
        Assert.Contains("only --allow-net 169.254.169.254 would allow it", inward.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hosts_behind_one_address_have_no_more_exchanges_at_a_time_than_allowed()
    {
        var summary = await RunAsync(Settings(_web.BaseUrls, Flag("politeness.per-address", "2"), Flag("politeness.per-host", "4")));

        Assert.Equal(CrawlOutcome.Finished, summary.Outcome);
        Assert.Equal(8 * 20, summary.Ledger.Pages);
        Assert.InRange(_web.Log.PeakInFlight, 1, 2);
    }

    [Theory]
    [InlineData("same", 7, 0)]
    [InlineData("similar", 1, 2)]
    public async Task Copies_are_marked_by_their_text_and_not_followed_when_told_so(string marking, int pages, int duplicates)
    {
        var summary = await RunAsync(Settings(
            [_web.HostileUrls[0] + "copy/1"], Flag("budget.max-depth", "2"), Flag("duplicates.mark", marking), Flag("duplicates.follow", "off")));

        Assert.Equal((pages, duplicates), (summary.Ledger[Reason.Page], summary.Ledger[Reason.Duplicate]));
        Assert.Equal(pages + duplicates, Rows("pages.jsonl").Count());
        Assert.Equal(duplicates, Rows("urls.jsonl").Count(r => r.Reason == "duplicate"));
    }

    private CrawlSettings Settings(IReadOnlyList<string> urls, params SettingValue[] more) => CrawlSettings.Load(new SettingsSources
    {
        WorkingDirectory = _directory,
        Flags =
        [
            .. urls.Select(url => Flag("start-urls", url)), Flag("out", "job"), Flag("politeness.delay", "0"), Flag("politeness.per-host", "16"),
            Flag("politeness.backoff-base", "1ms"), Flag("politeness.backoff-max", "10ms"), Flag("politeness.dead-host-failures", "off"),
            Flag("fetch.allow-private", "on"), Flag("fetch.max-body-size", "1MiB"), Flag("parse.max-inflated-size", "8MiB"), Flag("frontier.retries", "0"),
            Flag("frontier.sitemaps", "off"), .. more,
        ],
    });

    private static Task<CrawlSummary> RunAsync(CrawlSettings settings) => CrawlJob.RunAsync(settings).WaitAsync(Stall);

    private IEnumerable<string> Home => _web.BaseUrls.Take(1);

    /// <summary>Whatever happened beside it, the decent host is crawled to its last page.</summary>
    private void AssertDecentPages(int? maxDepth)
    {
        var expected = _web.Manifest.Expect(new ManifestSettings { StartHosts = [0], MaxDepth = maxDepth }).Pages.Select(page => page.Url).Order().ToList();
        Assert.NotEmpty(expected);
        Assert.Equal(expected, Rows("pages.jsonl").Select(row => row.Url).Where(url => url.StartsWith(_web.BaseUrls[0], StringComparison.Ordinal)).Order());
    }

    private static SettingValue Flag(string key, string value) => new(key, key, value);

    private string PathOf(string file) => Path.Combine(_directory, "job", file);

    private IEnumerable<(string Url, string Reason)> Rows(string file) => File.ReadLines(PathOf(file)).Select(line => JsonDocument.Parse(line).RootElement)
        .Select(row => (row.GetProperty("url").GetString()!, row.TryGetProperty("reason", out var reason) ? reason.GetString()! : ""));
}
