using ActorCrawler.Cli.Tests.Support;
using ActorCrawler.Simulator;

namespace ActorCrawler.Cli.Tests.EndToEnd;

public sealed class SignalTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(ProgramRun.Interrupt, 130)]
    [InlineData(ProgramRun.Terminate, 3)]
    public async Task Crawl_that_is_stopped_half_way_is_completed_by_resume_without_a_duplicate(int signal, int code)
    {
        await using var web = await SlowWebAsync();
        using (var crawl = Start("crawl", [.. web.BaseUrls, "--out", "job"]))
        {
            await crawl.ErrorLineAsync(line => Pages(line) >= 20);
            crawl.Signal(signal);
            Assert.True(await crawl.EndAsync() == code, string.Join('\n', crawl.Error));
        }

        var half = Rows.Urls(_folder["job"], "pages.jsonl").Count;
        var expected = web.Manifest.Expect().Pages.Select(p => p.Url).Order(StringComparer.Ordinal).ToList();
        Assert.InRange(half, 1, expected.Count - 1);

        using (var resume = Start("resume", ["job"]))
            Assert.True(await resume.EndAsync() == 0, string.Join('\n', resume.Error));
        Rows.Check(_folder["job"]);
        Assert.Equal(expected, Rows.Urls(_folder["job"], "pages.jsonl").Order(StringComparer.Ordinal));

        var asked = web.Log.Total;
        using (var again = Start("crawl", [.. web.BaseUrls, "--out", "job"]))
            Assert.Equal(0, await again.EndAsync());
        Assert.Equal(asked, web.Log.Total);
    }

    [Fact]
    public async Task Second_process_on_the_same_job_is_refused_with_the_owners_pid()
    {
        // Large enough that the first process cannot have finished before the second one has been refused.
        await using var web = await SimulatorServer.StartAsync(
            new SimulatorOptions { Hosts = 1, PagesPerHost = 1_000_000, Naming = HostNaming.Ports, MinLatency = TimeSpan.FromMilliseconds(20), LogCapacity = 0 },
            CancellationToken.None);
        using var crawl = Start("crawl", [.. web.BaseUrls, "--out", "job"]);
        await crawl.ErrorLineAsync(line => Pages(line) >= 1);
        using var second = Start("resume", ["job"]);
        Assert.Equal(1, await second.EndAsync());
        Assert.Contains($"{crawl.Id}", Assert.Single(second.Error), StringComparison.Ordinal);
        crawl.Signal(ProgramRun.Interrupt);
        Assert.Equal(130, await crawl.EndAsync());
    }

    [Fact]
    public async Task Second_interrupt_ends_at_once()
    {
        await using var web = await SimulatorServer.StartAsync(
            new SimulatorOptions { Hosts = 1, PagesPerHost = 5, Naming = HostNaming.Ports, MinLatency = TimeSpan.FromMinutes(10) }, CancellationToken.None);
        using var crawl = Start("crawl", [.. web.BaseUrls, "--out", "job", "--set", "actors.stop-grace=1h"]);
        await crawl.ErrorLineAsync(line => line.Contains("in flight 1", StringComparison.Ordinal));
        crawl.Signal(ProgramRun.Interrupt);
        await crawl.ErrorLineAsync(line => line.StartsWith("stopping", StringComparison.Ordinal));
        crawl.Signal(ProgramRun.Interrupt);
        Assert.Equal(130, await crawl.EndAsync());
    }

    private static Task<SimulatorServer> SlowWebAsync() => SimulatorServer.StartAsync(
        new SimulatorOptions { Hosts = 2, PagesPerHost = 60, Naming = HostNaming.Ports, MinLatency = TimeSpan.FromMilliseconds(20), LogCapacity = 0 },
        CancellationToken.None);

    /// <summary>Pages that a plain progress line tells; 0 when it is none.</summary>
    private static int Pages(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var at = Array.IndexOf(words, "pages");
        return at == 1 && int.TryParse(words[2], out var pages) ? pages : 0;
    }

    private ProgramRun Start(string verb, string[] args) => ProgramRun.Start(
        _folder.Path, [verb, .. args, "--delay", "0", "--per-host", "2", "--allow-private", "--set", "progress.plain-interval=50ms", "--set", "progress.interval=50ms"]);
}
