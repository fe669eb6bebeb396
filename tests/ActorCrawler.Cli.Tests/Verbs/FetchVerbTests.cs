using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ActorCrawler.Cli.Tests.Support;

namespace ActorCrawler.Cli.Tests.Verbs;

public sealed class FetchVerbTests : IDisposable
{
    private readonly Commands _commands = new();
    private readonly OneByOneServer _server = new();

    public void Dispose()
    {
        _server.Dispose();
        _commands.Dispose();
    }

    [Fact]
    public async Task Links_are_told_with_what_a_crawl_would_do_with_them()
    {
        _server.Answers["/robots.txt"] = Answer("200 OK", "text/plain", "User-agent: *\nDisallow: /secret\n");
        _server.Answers["/a"] = Answer("200 OK", "text/html", """
            <meta charset=windows-1252><title>A page</title><a href=b?utm_source=x>b</a><a href=secret/1>s</a><a href=c.pdf>c</a>
            <a href=http://other.test/>o</a><a href=n rel=nofollow>n</a>
            """);
        Assert.Equal(0, await FetchAsync("/a", "--exclude", "\\.pdf$", "--json"));
        using var json = JsonDocument.Parse(_commands.Out);
        var page = json.RootElement.GetProperty("page");
        Assert.Equal("windows-1252 meta", $"{page.GetProperty("charset").GetString()} {page.GetProperty("charset_from").GetString()}");
        Assert.Equal("A page", page.GetProperty("record").GetProperty("title").GetString());
        Assert.Equal(
            [
                (_server.Url + "/b", true, "it is on a host of the crawl"),
                (_server.Url + "/secret/1", false, "robots.txt line 2: Disallow: /secret"),
                (_server.Url + "/c.pdf", false, "the exclude pattern \\.pdf$ matches"),
                ("http://other.test/", false, "it is on another host than the start URLs (--scope host)"),
                (_server.Url + "/n", false, "nofollow (parse.obey-nofollow)"),
            ],
            page.GetProperty("links").EnumerateArray()
                .Select(l => (l.GetProperty("url").GetString()!, l.GetProperty("follow").GetBoolean(), l.GetProperty("verdict").GetString()!)));
    }

    [Fact]
    public async Task Redirects_are_followed_one_by_one_and_shown()
    {
        _server.Answers["/old"] = "HTTP/1.1 301 Moved\r\nLocation: /new\r\nContent-Length: 0\r\n\r\n";
        _server.Answers["/new"] = Answer("200 OK", "text/html", "<title>New</title>");
        Assert.Equal(0, await FetchAsync("/old"));
        Assert.Contains($"  outcome   HTTP/1.1 301 Moved, redirect to {_server.Url}/new\n", _commands.Out, StringComparison.Ordinal);
        Assert.Contains("\"title\": \"New\"", _commands.Out, StringComparison.Ordinal);
        Assert.Equal(["/robots.txt", "/old", "/new"], _server.Asked);
    }

    [Fact]
    public async Task Page_that_robots_txt_forbids_is_not_fetched_unless_robots_txt_is_ignored()
    {
        _server.Answers["/robots.txt"] = Answer("200 OK", "text/plain", "User-agent: ActorCrawler\nDisallow: /\n");
        _server.Answers["/a"] = Answer("200 OK", "text/html", "<title>A</title>");
        Assert.Equal(1, await FetchAsync("/a"));
        Assert.Contains("  robots    refused: line 2: Disallow: / (", _commands.Out, StringComparison.Ordinal);
        Assert.Equal(["/robots.txt"], _server.Asked);
        Assert.Equal(0, await FetchAsync("/a", "--ignore-robots"));
        Assert.Equal(["/robots.txt", "/a"], _server.Asked);
    }

    [Fact]
    public async Task What_a_server_sends_cannot_steer_the_terminal()
    {
        _server.Answers["/a"] = "HTTP/1.1 404 Not\u001b[2JFound\r\nX-Evil: \u001b]0;title\u0007\r\nContent-Length: 0\r\n\r\n";
        Assert.Equal(1, await FetchAsync("/a"));
        Assert.DoesNotContain('\u001b', _commands.Out);
    }

    [Fact]
    public async Task Private_address_is_refused_and_the_flag_is_named()
    {
        Assert.Equal(1, await _commands.RunAsync("fetch", _server.Url + "/a"));
        Assert.Contains("--allow-private", _commands.Out, StringComparison.Ordinal);
        Assert.Empty(_server.Asked);
    }

    private Task<int> FetchAsync(string path, params string[] flags) =>
        _commands.RunAsync(["fetch", _server.Url + path, "--allow-private", "--delay", "0", .. flags]);

    private static string Answer(string status, string type, string body) =>
        $"HTTP/1.1 {status}\r\nContent-Type: {type}\r\nContent-Length: {Encoding.Latin1.GetByteCount(body)}\r\n\r\n{body}";

    /// <summary>Answers by path, 404 for what it does not know; one connection after the other, each for one request.</summary>
    private sealed class OneByOneServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public OneByOneServer()
        {
            _listener.Start();
            Url = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
            _ = ServeAsync();
        }

        public string Url { get; }

        public Dictionary<string, string> Answers { get; } = [];

        public List<string> Asked { get; } = [];

        public void Dispose() => _listener.Dispose();

        private async Task ServeAsync()
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
                if (await reader.ReadLineAsync() is not { } request) continue;
                while (await reader.ReadLineAsync() is { Length: > 0 }) { }
                var path = request.Split(' ')[1];
                Asked.Add(path);
                var answer = Answers.GetValueOrDefault(path, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
                await stream.WriteAsync(Encoding.Latin1.GetBytes(answer.Replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n", StringComparison.Ordinal)));
            }
        }
    }
}
