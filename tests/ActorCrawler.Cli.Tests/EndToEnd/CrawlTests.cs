using System.Net;
using System.Net.Sockets;
using System.Text;
using ActorCrawler.Actors;
using ActorCrawler.Cli.Tests.Support;
using ActorCrawler.Simulator;

namespace ActorCrawler.Cli.Tests.EndToEnd;

/// <summary>Whole crawls by the command line, in this process.</summary>
public sealed class CrawlTests : IDisposable
{
    private readonly Commands _commands = new();

    public void Dispose() => _commands.Dispose();

    [Fact]
    public async Task Page_budget_is_exact_and_a_higher_one_goes_on()
    {
        await using var web = await WebAsync(new SimulatorOptions { Hosts = 1, PagesPerHost = 50, Naming = HostNaming.Ports });
        foreach (var pages in new[] { 7, 7, 19 })
        {
            Assert.Equal(0, await CrawlAsync(web.BaseUrls[0], "--max-pages", $"{pages}"));
            Assert.Equal(pages, Rows.Urls(_commands.Folder["job"], "pages.jsonl").Count);
        }

        Rows.Check(_commands.Folder["job"]);
    }

    [Fact]
    public async Task Fresh_begins_anew_and_keeps_the_old_directory()
    {
        await using var web = await WebAsync(new SimulatorOptions { Hosts = 1, PagesPerHost = 5, Naming = HostNaming.Ports });
        Assert.Equal(0, await CrawlAsync(web.BaseUrls[0]));
        var asked = web.Log.Total;
        Assert.Equal(0, await CrawlAsync(web.BaseUrls[0], "--fresh"));
        Assert.Equal(2 * asked, web.Log.Total);
        Assert.Equal(2, Directory.GetDirectories(_commands.Folder.Path, "job*").Length);
    }

    [Fact]
    public async Task Directory_of_another_crawl_is_refused_with_what_differs()
    {
        await using var web = await WebAsync(new SimulatorOptions { Hosts = 1, PagesPerHost = 2, Naming = HostNaming.Ports });
        Assert.Equal(0, await CrawlAsync(web.BaseUrls[0], "--quiet"));
        Assert.Equal(2, await CrawlAsync(web.BaseUrls[0], "--quiet", "--exclude", "/x/"));
        var line = Assert.Single(_commands.ErrorLines);
        Assert.Contains("scope.exclude", line, StringComparison.Ordinal);
        Assert.Contains("--fresh", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Directory_with_other_things_in_it_is_refused()
    {
        Directory.CreateDirectory(_commands.Folder["job"]);
        _commands.Folder.Write("job/thesis.txt", "precious");
        Assert.Equal(2, await CrawlAsync("http://127.0.0.1:1/", "--quiet"));
        Assert.Contains("thesis.txt", Assert.Single(_commands.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(2, await CrawlAsync("http://127.0.0.1:1/", "--quiet", "--fresh"));
        Assert.Equal("precious", File.ReadAllText(_commands.Folder["job/thesis.txt"]));
    }

    [Fact]
    public async Task Host_that_cannot_be_connected_to_is_told_and_fails()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        Assert.Equal(1, await CrawlAsync($"http://127.0.0.1:{port}/", "--quiet", "--retries", "0", "--set", "politeness.dead-host-failures=1"));
        Assert.Contains(_commands.ErrorLines, l => l.StartsWith($"actorcrawler: http://127.0.0.1:{port}/: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Name_that_does_not_resolve_is_told_and_fails()
    {
        Assert.Equal(1, await CrawlAsync("http://nowhere.invalid/", "--quiet", "--retries", "0", "--set", "resolver.lookup-timeout=2"));
        Assert.Equal("actorcrawler: not one page was fetched.", _commands.ErrorLines[0]);
        Assert.StartsWith("actorcrawler: http://nowhere.invalid/: dns: ", _commands.ErrorLines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Private_address_is_refused_with_the_flag_that_allows_it()
    {
        Assert.Equal(1, await RunAsync("crawl", "http://127.0.0.1:1/", "--out", "job", "--delay", "0", "--quiet"));
        Assert.Contains(_commands.ErrorLines, l => l.Contains("private-address", StringComparison.Ordinal) && l.Contains("--allow-private", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://example.test:PORT/")]
    [InlineData("example.test:PORT")]
    public async Task Start_url_that_answers_under_another_name_brings_it_into_scope(string start)
    {
        using var stop = new CancellationTokenSource();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = $"{((IPEndPoint)listener.LocalEndpoint).Port}";
        var serving = ServeAsync(listener, port, stop.Token);
        Assert.Equal(0, await CrawlAsync(
            start.Replace("PORT", port, StringComparison.Ordinal), "--quiet", "--no-sitemaps", "--retries", "0",
            "--set", "resolver.hosts=example.test 127.0.0.1", "--set", "resolver.hosts=www.example.test 127.0.0.1"));
        Assert.Equal(
            [$"http://www.example.test:{port}/", $"http://www.example.test:{port}/two"],
            Rows.Urls(_commands.Folder["job"], "pages.jsonl"));
        await stop.CancelAsync();
        await serving;
    }

    /// <summary>A server that redirects to its www. form, where there are two pages.</summary>
    private static async Task ServeAsync(TcpListener listener, string port, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(stop);
                var stream = client.GetStream();
                var buffer = new byte[8192];
                var head = Encoding.Latin1.GetString(buffer, 0, await stream.ReadAsync(buffer, stop));
                var isWww = head.Contains($"Host: www.example.test:{port}", StringComparison.OrdinalIgnoreCase);
                var body = head.StartsWith("GET / ", StringComparison.Ordinal) ? "<a href=/two>two</a>" : "<p>two</p>";
                var answer = head.StartsWith("GET /robots.txt ", StringComparison.Ordinal) ? "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n"
                    : !head.StartsWith("GET ", StringComparison.Ordinal) ? "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n"
                    : isWww ? $"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {body.Length}\r\n"
                    : $"HTTP/1.1 301 Moved Permanently\r\nLocation: http://www.example.test:{port}/\r\nContent-Length: 0\r\n";
                await stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "Connection: close\r\n\r\n" + (answer.Contains(" 200 ", StringComparison.Ordinal) ? body : "")), stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private static Task<SimulatorServer> WebAsync(SimulatorOptions options) => SimulatorServer.StartAsync(options, CancellationToken.None);

    private Task<int> CrawlAsync(string url, params string[] more) =>
        RunAsync(["crawl", url, "--out", "job", "--delay", "0", "--per-host", "4", "--allow-private", .. more]);

    private Task<int> RunAsync(params string[] args) =>
        CommandLine.RunAsync(args, _commands.Context with { Crawl = CrawlJob.RunAsync, Time = TimeProvider.System });
}
