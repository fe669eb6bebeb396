using System.Diagnostics;
using System.Globalization;
using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Storage.Tests;

/// <summary>A process that writes is killed as hard as the system can, again and again, until the job is done all the same.</summary>
public sealed class KillTests : IDisposable
{
    private readonly TestJob _job = new();

    public void Dispose() => _job.Dispose();

    [Fact]
    public async Task Job_ends_with_every_page_once_when_its_process_is_killed_again_and_again()
    {
        var chance = new Random(20261122);
        var (kills, last) = (0, 0);
        while (await RunAsync(killAfter: chance.Next(1, 40), last) is var (finished, pid) && !finished)
        {
            kills++;
            last = pid;
            Assert.True(kills < 100, "The job makes no progress.");
        }

        using var store = CrawlStore.Open(_job.Options);
        Assert.True(kills >= 2, $"It was killed {kills} times only.");
        Assert.Equal((Victim.Pages, Victim.Pages, 0), (store.Ledger.Pages, store.Ledger.Discovered, store.Ledger[Reason.Queued]));
        Assert.Equal(kills + 2, store.Epoch);
        store.Commit(new CommitBatch());
        RecoveryTests.AssertEachRowOnce(_job.FullPath, Victim.Pages, Victim.Pages);
    }

    private async Task<(bool Finished, int ProcessId)> RunAsync(int killAfter, int lastVictim)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList = { typeof(Victim).Assembly.Location, _job.FullPath, (killAfter + 4).ToString(CultureInfo.InvariantCulture) },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        try
        {
            var opened = await process.StandardOutput.ReadLineAsync();
            Assert.EndsWith(lastVictim == 0 ? "unclean False, after " : $"unclean True, after {lastVictim}", opened);
            for (var line = 0; line < killAfter; line++)
                if (await process.StandardOutput.ReadLineAsync() is Victim.Done) return (true, process.Id);
            return (false, process.Id);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }
}
