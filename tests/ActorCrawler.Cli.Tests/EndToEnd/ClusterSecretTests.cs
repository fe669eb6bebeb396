using ActorCrawler.Cli.Tests.Support;
using ActorCrawler.Simulator;

namespace ActorCrawler.Cli.Tests.EndToEnd;

/// <summary>The secret by which nodes prove that they belong: on the embedded runtime before a frame is read, on both before a page is given out.</summary>
public sealed class ClusterSecretTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Worker_without_the_secret_is_not_let_in_and_says_so()
    {
        await using var web = await SimulatorServer.StartAsync(
            new SimulatorOptions { Hosts = 1, PagesPerHost = 100_000, Naming = HostNaming.Ports, MinLatency = TimeSpan.FromMilliseconds(50), LogCapacity = 0 },
            CancellationToken.None);
        using var seed = ProgramRun.Start(_folder.Path, "seed", web.BaseUrls[0], "--listen", "127.0.0.1:0", "--out", "job", "--allow-private");
        var line = await seed.ErrorLineAsync(l => l.Contains("--join ", StringComparison.Ordinal));
        _folder.Write("wrong", "this is not the secret of that crawl");
        using var worker = ProgramRun.Start(_folder.Path, "worker", "--join", line!.Split("--join ")[1].Split(' ')[0], "--secret-file", "wrong");
        Assert.NotNull(await worker.ErrorLineAsync(l => l.Contains("secret", StringComparison.Ordinal)));
    }
}
