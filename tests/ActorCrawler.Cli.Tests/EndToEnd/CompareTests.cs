using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ActorCrawler.Cli.Compare;
using ActorCrawler.Cli.Tests.Support;

namespace ActorCrawler.Cli.Tests.EndToEnd;

public sealed class CompareTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_row_of_both_workloads_is_shown_and_found_the_same()
    {
        using var run = ProgramRun.Start(_folder.Path, "compare", "--web", "--urls", "6", "--latency", "10ms", "--weight", "2", "--out", "report");
        Assert.Equal(0, await run.EndAsync());
        foreach (var row in RowNames.All)
        {
            // Two workloads, each with a line in the table and a bar; pages and meta tags are the same for all.
            var lines = run.Out.Where(line => line.TrimStart().StartsWith(row + " ", StringComparison.Ordinal)).ToList();
            Assert.Equal(4, lines.Count);
            Assert.Equal(2, lines.Count(line => line.Contains("     6      18  ", StringComparison.Ordinal)));
        }

        Assert.Equal(2, run.Out.Count(line => line.StartsWith("  Choose ", StringComparison.Ordinal)));
        var results = File.ReadAllLines(Path.Combine(_folder["report"], "results.jsonl"));
        Assert.Equal(6, results.Length);
        using var first = JsonDocument.Parse(results[0]);
        Assert.Equal(200, first.RootElement.GetProperty("start").GetString()!.Length);
        Assert.Equal(3, first.RootElement.GetProperty("metas").GetArrayLength());
        Assert.Contains("<svg", File.ReadAllText(Path.Combine(_folder["report"], "compare.html")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hosts_other_than_loopback_keep_robots_txt_and_their_limits_within_rows_and_between_them()
    {
        // A host by name is one like any other, wherever its name leads. The wait is longer than the process of a row takes to start.
        var wait = TimeSpan.FromMilliseconds(1_500);
        await using var server = new PoliteServer("User-agent: *\nDisallow: /secret\nCrawl-delay: 1.5\n");
        var urls = new[] { "/a", "/b", "/secret/c" }.Select(path => $"http://site.test:{server.Port}{path}").ToList();
        _folder.Write("urls.txt", string.Join('\n', urls));
        using var run = ProgramRun.Start(
            _folder.Path, "compare", "urls.txt", "--delay", "0", "--allow-private", "--set", "resolver.hosts=site.test 127.0.0.1", "--rows", "threads,actors,processes");
        Assert.True(await run.EndAsync() == 0, string.Join('\n', run.Error));

        Assert.Contains(run.Error, line => line.StartsWith($"left out: {urls[2]}: line 2: Disallow: /secret ", StringComparison.Ordinal));
        var asked = server.Exchanges;
        Assert.Equal("/robots.txt", asked[0].Path);
        // No request is made beyond those that are measured.
        Assert.Equal(Enumerable.Repeat(new[] { "/a", "/b" }, 3).SelectMany(row => row), asked.Skip(1).Chunk(2).SelectMany(row => row.Select(e => e.Path).Order(StringComparer.Ordinal)));
        foreach (var (before, after) in asked.Zip(asked.Skip(1))) Assert.InRange(after.Began - before.Ended, wait - TimeSpan.FromMilliseconds(5), TimeSpan.MaxValue);
    }

    [Theory]
    [InlineData("compare", "compare: give a file of URLs, or --web.")]
    [InlineData("compare nothing.txt", "nothing.txt")]
    [InlineData("compare --web --rows fibres", "--rows: 'fibres' must be some of sequential,threads,async,actors,processes.")]
    [InlineData("compare --web --urls 0", "--urls: '0' must be a whole number from 1 to 100000.")]
    public async Task Bad_usage_is_one_clear_line(string line, string error)
    {
        using var commands = new Commands();
        Assert.Equal(2, await commands.RunAsync(line.Split(' ')));
        Assert.Contains(error, Assert.Single(commands.ErrorLines), StringComparison.Ordinal);
    }

    /// <summary>Answers any number of requests at a time, and keeps when each began and ended.</summary>
    private sealed class PoliteServer : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly ConcurrentQueue<Exchange> _exchanges = [];
        private readonly long _start = Stopwatch.GetTimestamp();
        private readonly string _robots;
        private readonly Task _serving;

        public PoliteServer(string robots)
        {
            _robots = robots;
            _listener.Start();
            _serving = ServeAsync();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        /// <summary>Those that have ended, in the order in which they began.</summary>
        public IReadOnlyList<Exchange> Exchanges => [.. _exchanges.OrderBy(e => e.Began)];

        public async ValueTask DisposeAsync()
        {
            _listener.Dispose();
            await _serving;
        }

        private async Task ServeAsync()
        {
            try
            {
                while (true) _ = AnswerAsync(await _listener.AcceptTcpClientAsync());
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }

        private async Task AnswerAsync(TcpClient client)
        {
            using (client)
            {
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
                if (await reader.ReadLineAsync() is not { } request) return;
                var began = Stopwatch.GetElapsedTime(_start);
                while (await reader.ReadLineAsync() is { Length: > 0 }) { }
                var path = request.Split(' ')[1];
                var (type, body) = path == "/robots.txt" ? ("text/plain", _robots) : ("text/html", "<meta name=a content=b><title>x</title>");
                await stream.WriteAsync(Encoding.Latin1.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"));
                _exchanges.Enqueue(new Exchange(path, began, Stopwatch.GetElapsedTime(_start)));
            }
        }

        public sealed record Exchange(string Path, TimeSpan Began, TimeSpan Ended);
    }
}
