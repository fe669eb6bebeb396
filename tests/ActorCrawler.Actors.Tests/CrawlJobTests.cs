using ActorCrawler.Actors.Settings;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Simulator;

namespace ActorCrawler.Actors.Tests;

public sealed class CrawlJobTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("crawl-job-tests-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Crawl_finds_exactly_the_pages_of_the_simulated_web()
    {
        await using var web = await SimulatorServer.StartAsync(new SimulatorOptions { Hosts = 3, PagesPerHost = 60, Naming = HostNaming.Addresses }, CancellationToken.None);
        var settings = Settings(web.BaseUrls);

        var summary = await CrawlJob.RunAsync(settings);

        var expected = web.Manifest.Expect(new ManifestSettings { Sitemaps = false });
        Assert.True(summary.Outcome == CrawlOutcome.Finished, $"{summary}\n{File.ReadAllText(Path.Combine(_directory, "job", "urls.jsonl"))}");
        Assert.Equal(expected.Pages.Select(p => p.Url).Order(), Urls("pages.jsonl").Order());
        Assert.True(summary.Ledger.Balances);
        Assert.Equal(0, summary.Ledger[Reason.Queued]);
    }

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

    private IEnumerable<string> Urls(string file) =>
        File.ReadLines(Path.Combine(_directory, "job", file))
            .Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("url").GetString()!);
}
