using ActorCrawler.KillLoop;

namespace ActorCrawler.Cli.Tests.EndToEnd;

/// <summary>The short form of the loop in tests/ActorCrawler.KillLoop.</summary>
public sealed class KillTests
{
    [Fact]
    public async Task Crawl_that_is_killed_again_and_again_ends_with_every_page_once_and_is_never_impolite()
    {
        var report = await KillRun.PolitelyAsync(new KillOptions { Program = BuiltProgram.Location, Kills = 5, Seed = 20261125, PagesPerHost = 20 });

        Assert.Empty(report.Problems);
        Assert.Equal(5, report.Kills);
        Assert.InRange(report.KillsAtWork, 1, 5);
    }

    [Fact]
    public async Task Page_budget_is_exact_with_workers_and_a_kill_in_between()
    {
        var options = new KillOptions { Program = BuiltProgram.Location, Kills = 0, Seed = 20261126, PagesPerHost = 60, LongestWork = TimeSpan.FromMilliseconds(200) };

        var report = await BudgetRun.RunAsync(options, 100, [2]);

        Assert.Empty(report.Problems);
        Assert.Equal((1, 200), (report.Kills, report.Pages));
    }

    /// <summary>With Akka.NET's own resolver a worker that woke up after more than ten seconds could take the seed, and with it the crawl, out of the cluster.</summary>
    [Fact]
    public async Task Frozen_worker_and_frozen_seed_cost_no_row_and_no_politeness_when_they_go_on()
    {
        if (OperatingSystem.IsWindows()) return;

        var report = await FreezeRun.RunAsync(
            new KillOptions { Program = BuiltProgram.Location, Kills = 2, Workers = 2, Seed = 20261126, PagesPerHost = 25 }, TimeSpan.FromSeconds(12));

        Assert.Empty(report.Problems);
        Assert.Equal((2, 1), (report.Freezes, report.OfSeed));
        Assert.InRange(report.PagesMeanwhile, 1, int.MaxValue);
    }
}
