using ActorCrawler.Actors.Settings;
using ActorCrawler.Cli.Screen;
using ActorCrawler.Cli.Tests.Support;

namespace ActorCrawler.Cli.Tests.Screen;

public sealed class ProgressScreenTests
{
    private static readonly ProgressSettings Settings = new()
    {
        Quiet = false,
        Interval = TimeSpan.FromMilliseconds(250),
        PlainInterval = TimeSpan.FromSeconds(5),
    };

    [Fact]
    public void Pipe_gets_a_line_per_interval()
    {
        using var output = new StringWriter { NewLine = "\n" };
        var screen = new ProgressScreen(new Terminal(output, null), Settings);
        foreach (var ms in new[] { 0, 250, 4_900, 5_100, 5_350, 9_900, 23_000, 24_000, 25_100 })
            screen.Report(Reports.Progress(TimeSpan.FromMilliseconds(ms)));
        screen.End();
        Assert.Equal(["0:05", "0:23", "0:25"], output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ')[0]));
    }

    [Fact]
    public void Line_tells_all_that_matters() => Assert.Equal(
        "0:12  pages 1,234 (28.3/s)  queued 56,789  in flight 12  hosts 3  errors 1  14.2 MB  about 0:40 left  limit: 1 host, 1 s delay",
        ProgressScreen.Line(Reports.Progress(TimeSpan.FromSeconds(12)) with { BudgetUsed = 0.25, Remaining = TimeSpan.FromSeconds(40) }));

    [Fact]
    public void View_shows_how_far_a_budget_is_used() => Assert.Equal(
        [
            "pages 1,234  28.3/s  queued 56,789  in flight 12  parsing 2  hosts 3  errors 1",
            "elapsed 1:02:03  14.2 MB  [######..................] 25 %  about 0:40 left",
            "limit: 1 host, 1 s delay",
        ],
        ProgressScreen.View(Reports.Progress(new TimeSpan(1, 2, 3)) with { BudgetUsed = 0.25, Remaining = TimeSpan.FromSeconds(40) }));

    [Fact]
    public void View_says_that_the_crawl_is_stopping() =>
        Assert.StartsWith("stopping", ProgressScreen.View(Reports.Progress(TimeSpan.Zero) with { Stopping = true })[^1], StringComparison.Ordinal);

    [Fact]
    public void Terminal_is_left_clean_at_the_end()
    {
        using var output = new StringWriter { NewLine = "\n" };
        var screen = new ProgressScreen(new Terminal(output, () => 120), Settings);
        screen.Report(Reports.Progress(TimeSpan.Zero));
        screen.End();
        screen.Report(Reports.Progress(TimeSpan.Zero));
        Assert.EndsWith("\u001b[3A\r\u001b[J", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Quiet_shows_nothing()
    {
        using var output = new StringWriter();
        var screen = new ProgressScreen(new Terminal(output, () => 120), Settings with { Quiet = true });
        screen.Report(Reports.Progress(TimeSpan.FromMinutes(5)));
        screen.End();
        Assert.Equal("", output.ToString());
    }
}
