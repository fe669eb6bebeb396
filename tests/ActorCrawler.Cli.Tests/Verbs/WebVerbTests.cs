using System.Net;
using System.Net.Sockets;
using ActorCrawler.Cli.Tests.Support;

namespace ActorCrawler.Cli.Tests.Verbs;

public sealed class WebVerbTests : IDisposable
{
    private readonly Commands _commands = new();

    public void Dispose() => _commands.Dispose();

    [Fact]
    public async Task Web_prints_its_start_urls_serves_and_ends_on_a_signal()
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var context = _commands.Context;
        var output = new SignallingWriter(started.SetResult);
        var running = CommandLine.RunAsync(["web", "--hosts", "2", "--pages", "3", "--naming", "ports"], context with { Out = output });
        await Task.WhenAny(started.Task, running);
        var urls = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(2, urls.Length);
        using var client = new HttpClient();
        Assert.Contains("<title", await client.GetStringAsync(new Uri(urls[1])), StringComparison.OrdinalIgnoreCase);
        _commands.Signal(StopSignal.Interrupt);
        Assert.Equal(130, await running);
    }

    [Fact]
    public async Task Port_in_use_is_one_line_and_code_1()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        Assert.Equal(1, await _commands.RunAsync("web", "--port", $"{port}"));
        var line = Assert.Single(_commands.ErrorLines);
        Assert.StartsWith($"actorcrawler: port {port} cannot be listened on (", line, StringComparison.Ordinal);
        Assert.EndsWith("Choose another --port, or leave it out for a free one.", line, StringComparison.Ordinal);
    }

    /// <summary>Tells when it is flushed: the verb flushes once everything is printed.</summary>
    private sealed class SignallingWriter(Action flushed) : StringWriter
    {
        public override Task FlushAsync(CancellationToken cancellationToken)
        {
            flushed();
            return Task.CompletedTask;
        }
    }
}
