using ActorCrawler.Cli.Tests.Support;
using ActorCrawler.Simulator;
using ActorCrawler.Storage;

namespace ActorCrawler.Cli.Tests.EndToEnd;

/// <summary>Commands to a crawl that runs in a process of its own.</summary>
public sealed class PbmTests : IAsyncLifetime
{
    private readonly Commands _commands = new();
    private SimulatorServer _web = null!;
    private ProgramRun? _crawl;

    public async Task InitializeAsync() => _web = await SimulatorServer.StartAsync(
        new SimulatorOptions { Hosts = 2, PagesPerHost = 500, Naming = HostNaming.Addresses, MinLatency = TimeSpan.FromMilliseconds(50), MaxLatency = TimeSpan.FromMilliseconds(50) },
        CancellationToken.None);

    public async Task DisposeAsync()
    {
        _crawl?.Dispose();
        await _web.DisposeAsync();
        _commands.Dispose();
    }

    [Fact]
    public async Task One_shot_prints_the_answer_of_the_only_running_crawl()
    {
        await StartAsync();

        Assert.Equal(0, await _commands.RunAsync("pbm", "crawl", "status"));
        Assert.Contains("discovered ", _commands.Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', _commands.Out);
        Assert.Equal(0, await _commands.RunAsync("pbm", "--out", "job", "crawl", "hosts", "--top", "1"));
        Assert.Equal(0, await _commands.RunAsync("pbm", "help"));
        Assert.Contains("crawl drain-worker ADDRESS", _commands.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Crawl_stops_by_command_and_can_be_resumed()
    {
        await StartAsync();

        Assert.Equal(0, await _commands.RunAsync("pbm", "crawl", "stop"));

        Assert.Equal(3, await _crawl!.EndAsync());
        Assert.False(File.Exists(EndpointFile));
        Assert.Equal(1, await _commands.RunAsync("pbm", "--out", "job", "crawl", "status"));
        Assert.Contains("no crawl is running in ", _commands.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_are_run_one_by_one_when_input_is_a_pipe()
    {
        await StartAsync();
        var context = _commands.Context with { In = new StringReader("# steer it\ncrawl pause\n\ncrawl nothing\ncrawl status\nquit\ncrawl unpause\n") };

        Assert.Equal(2, await CommandLine.RunAsync(["pbm"], context));

        Assert.Contains("paused for ", _commands.Out, StringComparison.Ordinal);
        Assert.Contains("limit: paused", _commands.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("going on", _commands.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Crawl_is_reached_by_address_and_secret()
    {
        await StartAsync();
        var address = File.ReadAllLines(EndpointFile)[0].Split(" = ")[1];

        Assert.Equal(0, await _commands.RunAsync("pbm", "--connect", address, "--secret-file", "job/crawl.secret", "crawl", "status"));
        Assert.Equal(2, await _commands.RunAsync("pbm", "--connect", address, "crawl", "status"));
        _commands.Environment["ACTORCRAWLER_SECRET"] = "not the secret of that crawl";
        Assert.Equal(1, await _commands.RunAsync("pbm", "--connect", address, "crawl", "status"));
        Assert.Contains("the secret is not that of the crawl", _commands.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_are_their_owners_alone()
    {
        await StartAsync();

        if (OperatingSystem.IsWindows()) return;
        foreach (var file in new[] { EndpointFile, Path.Combine(_commands.Folder.Path, "job", JobDirectory.SecretFile) })
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Theory]
    [InlineData(2, "pbm", "--what", "crawl", "status")]
    [InlineData(2, "pbm", "--out", "nowhere", "crawl", "status")]
    [InlineData(1, "pbm", "crawl", "status")]
    [InlineData(2, "pbm", "--connect", "127.0.0.1", "crawl", "status")]
    [InlineData(2, "pbm", "--secret-file", "a", "crawl", "status")]
    public async Task Usage_and_absence_are_told_apart_by_exit_code(int code, params string[] args) => Assert.Equal(code, await _commands.RunAsync(args));

    private string EndpointFile => Path.Combine(_commands.Folder.Path, "job", JobDirectory.CommandsFile);

    private async Task StartAsync()
    {
        _crawl = ProgramRun.Start(
            _commands.Folder.Path,
            ["crawl", .. _web.BaseUrls, "--out", "job", "--delay", "100ms", "--allow-private", "--set", "politeness.latency-factor=0", "--set", "log.stderr-level=info"]);
        Assert.NotNull(await _crawl.ErrorLineAsync(line => line.Contains("listening for commands", StringComparison.Ordinal)));
    }
}
