using ActorCrawler.Simulator.Tests.Support;

namespace ActorCrawler.Simulator.Tests;

public sealed class ManifestTests
{
    [Theory]
    [InlineData(1, HostNaming.Names)]
    [InlineData(2, HostNaming.Addresses)]
    [InlineData(3, HostNaming.Ports)]
    public async Task Manifest_says_what_another_crawler_finds_when_it_crawls(ulong seed, HostNaming naming)
    {
        await using var server = await SimulatorServer.StartAsync(
            new SimulatorOptions { Seed = seed, Naming = naming, Hosts = 3, PagesPerHost = 150, PageBytes = 3000 }, CancellationToken.None);
        using var crawler = new PlainCrawler(server);

        await crawler.CrawlAsync();
        var expected = server.Manifest.Expect(new ManifestSettings { Sitemaps = false });

        Assert.Equal(expected.Pages.Select(page => page.Url).Order(), crawler.Pages.Keys.Order());
        Assert.All(expected.Pages, page => Assert.Equal(page, crawler.Pages[page.Url]));
        Assert.All(expected.Pages, page => Assert.Equal(page.Links, crawler.Links[page.Url]));
        Assert.Equal(expected.Redirects.Order(), crawler.Redirects.Order());
        Assert.Equal(expected.Missing.Order(), crawler.Missing.Order());
        Assert.Equal(expected.Files.Order(), crawler.Files.Order());
        Assert.NotEmpty(expected.Redirects);
        Assert.NotEmpty(expected.Missing);
        Assert.NotEmpty(expected.Files);
        Assert.NotEmpty(expected.Forbidden);
        Assert.Equal(expected.Pages.Count + expected.Redirects.Count + expected.Missing.Count + expected.Files.Count, server.Log.Total);
        Assert.DoesNotContain(server.Log.Snapshot(), entry => entry.Path.StartsWith("/trap/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Manifest_has_every_page_when_the_web_is_plain()
    {
        await using var server = await SimulatorServer.StartAsync(
            new SimulatorOptions { Hosts = 2, PagesPerHost = 500, Variety = false }, CancellationToken.None);

        var expected = server.Manifest.Expect();

        Assert.Equal(1000, expected.Pages.Count);
        Assert.Empty(expected.Forbidden);
        Assert.Equal(1000, expected.Pages.Select(page => page.Url).Distinct().Count());
    }
}
