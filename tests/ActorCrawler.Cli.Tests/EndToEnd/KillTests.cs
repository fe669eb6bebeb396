using ActorCrawler.Cli.Tests.Support;
using ActorCrawler.KillLoop;

namespace ActorCrawler.Cli.Tests.EndToEnd;

/// <summary>The short form of the loop in tests/ActorCrawler.KillLoop.</summary>
public sealed class KillTests
{
    [Fact]
    public async Task Crawl_that_is_killed_again_and_again_ends_with_every_page_once_and_is_never_impolite()
    {
        var report = await KillRun.PolitelyAsync(new KillOptions { Program = Repository.Program, Kills = 5, Seed = 20261125 });

        Assert.Empty(report.Problems);
        Assert.Equal(5, report.Kills);
        Assert.InRange(report.KillsAtWork, 1, 5);
    }
}
