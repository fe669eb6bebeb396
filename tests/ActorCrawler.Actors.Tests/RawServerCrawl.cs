using System.Text.Json;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Http.Names;
using ActorCrawler.Http.Tests.Support;

namespace ActorCrawler.Actors.Tests;

/// <summary>A whole crawl, through all actors, of servers that send what a test says, byte by byte; without waits between requests and without retries.</summary>
internal sealed class RawServerCrawl : IDisposable
{
    /// <summary>Far more than any of these crawls takes: what hangs fails instead.</summary>
    private static readonly TimeSpan Stall = TimeSpan.FromMinutes(3);

    private readonly string _directory = Directory.CreateTempSubdirectory("raw-server-crawl-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    /// <summary>Crawls from these URLs with these settings, each KEY=VALUE.</summary>
    public Task<CrawlSummary> RunAsync(IEnumerable<string> starts, IEnumerable<string> settings, CrawlHooks? hooks = null, Func<CrawlSettings, IHostResolver>? resolver = null)
    {
        var loaded = CrawlSettings.Load(new SettingsSources
        {
            WorkingDirectory = _directory,
            Flags =
            [
                .. starts.Select(url => Flag("start-urls", url)), Flag("out", "job"), Flag("politeness.delay", "0"), Flag("politeness.backoff-base", "1ms"),
                Flag("politeness.backoff-max", "10ms"), Flag("politeness.dead-host-failures", "off"), Flag("frontier.retries", "0"),
                .. settings.Select(text => text.Split('=', 2)).Select(pair => Flag(pair[0], pair[1])),
            ],
        });
        return CrawlJob.RunAsync(loaded, hooks ?? new CrawlHooks(), CrawlEnvironment.Real with { Resolver = resolver?.Invoke(loaded) }, CancellationToken.None).WaitAsync(Stall);
    }

    /// <summary>The rows of a file of the job.</summary>
    public IEnumerable<JsonElement> Rows(string file) => File.ReadLines(Path.Combine(_directory, "job", file)).Select(line => JsonDocument.Parse(line).RootElement);

    /// <summary>Reason by URL, of urls.jsonl.</summary>
    public Dictionary<string, string> Reasons() => Rows("urls.jsonl").ToDictionary(row => row.GetProperty("url").GetString()!, row => row.GetProperty("reason").GetString()!);

    /// <summary>A decent server: no robots.txt, and a page for every path; it says what it was asked.</summary>
    /// <param name="page">What is in the page at that path; null: there is none.</param>
    /// <param name="seen">Told each request's head.</param>
    /// <param name="address">Where it listens.</param>
    /// <param name="port">At which port; 0 for a free one.</param>
    public static RawServer Serve(Func<string, string?> page, Action<string>? seen = null, string address = "127.0.0.1", int port = 0) => RawServer.Start(
        async connection =>
        {
            while (await connection.ReadRequestAsync() is { } head)
            {
                seen?.Invoke(head);
                var path = head.Split(' ')[1];
                var body = path == "/robots.txt" ? null : page(path);
                await connection.SendAsync(body is null
                    ? "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
                    : body.StartsWith("HTTP/", StringComparison.Ordinal) ? body
                    : $"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {body.Length}\r\n\r\n{body}");
            }
        },
        address, port);

    /// <summary>A page with these links.</summary>
    public static string Links(IEnumerable<string> links) => "<title>Links</title>" + string.Concat(links.Select(link => $"<a href=\"{link}\">on</a>"));

    private static SettingValue Flag(string key, string value) => new(key, key, value);
}
