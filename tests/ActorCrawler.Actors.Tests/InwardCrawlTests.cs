using System.Collections.Concurrent;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Http.Tests.Support;

namespace ActorCrawler.Actors.Tests;

/// <summary>Pages that lead a crawl inward, and redirects that lead its secrets outward. One address is allowed; a server at another one must never be met.</summary>
public sealed class InwardCrawlTests : IDisposable
{
    private const string Outside = "127.9.9.9";
    private static readonly string[] OnlyOutside = [$"fetch.allow-nets={Outside}/32", "scope.mode=any"];

    private readonly RawServerCrawl _crawl = new();

    public void Dispose() => _crawl.Dispose();

    /// <summary>The port is the same inside and outside, so that only the address can make the difference.</summary>
    [Fact]
    public async Task No_spelling_of_an_address_no_name_and_no_redirect_leads_inward()
    {
        string[] hosts =
        [
            "127.1", "127.0.1", "0x7f000001", "0x7f.1", "2130706433", "017700000001", "0177.0.0.1", "%31%32%37.0.0.1", "127.0.0.1.",
            "%EF%BC%91%EF%BC%92%EF%BC%97.0.0.1", "127%E3%80%820%E3%80%820%E3%80%821", "0", "0.0.0.0", "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]",
            "localhost", "LOCALHOST.", "x.localhost", "169.254.169.254", "[fd00:ec2::254]", "[fe80::1]", "10.0.0.1", "100.64.0.1", "192.168.0.1", "inward.test", "both.test",
        ];
        var port = 0;
        await using var front = RawServerCrawl.Serve(
            path => path switch
            {
                "/" => RawServerCrawl.Links([.. hosts.Select((host, i) => $"http://{host}:{port}/{i}"), "/redirect", "/decent"]),
                "/redirect" => $"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: http://127.1:{port}/redirected\r\n\r\n",
                _ => RawServerCrawl.Links([]),
            },
            address: Outside);
        port = front.Port;
        await using var inside = RawServerCrawl.Serve(_ => "<title>A secret</title>", address: "127.0.0.1", port: port);
        await using var names = new NameServer(query => query.Name switch
        {
            "inward.test" => query.Answer(60, "10.1.2.3", "127.0.0.1", "::1"),
            "both.test" => query.Answer(60, "169.254.169.254", "::ffff:127.0.0.1"),
            _ => query.Missing(60),
        });

        var summary = await _crawl.RunAsync([front.Url], OnlyOutside, resolver: settings => DeadNamesTests.Resolver(settings, names));

        Assert.Equal(0, inside.Connections);
        Assert.Equal(CrawlOutcome.Finished, summary.Outcome);
        var reasons = _crawl.Reasons();
        Assert.Equal("page", reasons[front.Url + "decent"]);
        Assert.Equal("redirect", reasons[front.Url + "redirect"]);
        // Spellings of one address are one host; each URL has a path of its own, and all of them are accounted for.
        Assert.Equal(hosts.Length + 1, summary.Ledger[Reason.PrivateAddress]);
        Assert.True(summary.Ledger.Balances);
        Assert.Equal(2, summary.Ledger.Pages);
    }

    [Fact]
    public async Task Name_whose_address_changes_to_a_private_one_is_refused_from_then_on()
    {
        await using var outside = RawServerCrawl.Serve(_ => RawServerCrawl.Links([]), address: Outside);
        await using var inside = RawServerCrawl.Serve(_ => "<title>A secret</title>", address: "127.0.0.1", port: outside.Port);
        var asked = 0;
        await using var names = new NameServer(query => query.Type != 1 ? query.Answer(0) : query.Answer(0, Interlocked.Increment(ref asked) == 1 ? Outside : "127.0.0.1"));

        var summary = await _crawl.RunAsync(
            [$"http://rebound.test:{outside.Port}/"], [.. OnlyOutside, "resolver.min-ttl=0", "fetch.connection-idle-timeout=0"], resolver: settings => DeadNamesTests.Resolver(settings, names));

        Assert.Equal((1, 0), (outside.Connections, inside.Connections));
        Assert.True(asked > 1);
        Assert.Equal(Reason.PrivateAddress, Assert.Single(summary.StartUrls).Reason);
    }

    [Fact]
    public async Task Credentials_fields_and_cookies_do_not_follow_a_redirect_to_another_host()
    {
        var seenInside = new ConcurrentQueue<string>();
        var seenOutside = new ConcurrentQueue<string>();
        await using var outside = RawServerCrawl.Serve(_ => RawServerCrawl.Links([]), seenOutside.Enqueue, Outside);
        await using var own = RawServerCrawl.Serve(
            path => path == "/" ? RawServerCrawl.Links(["/away", "/stay"])
                : path == "/away" ? $"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nSet-Cookie: session=secret\r\nLocation: {outside.Url}landed\r\n\r\n"
                : RawServerCrawl.Links([]),
            seenInside.Enqueue);

        await _crawl.RunAsync(
            [own.Url, own.Url + "away"],
            ["fetch.allow-private=on", "fetch.cookies=on", $"fetch.credentials={own.Url[..^1]} user:secret", "fetch.headers=X-Api-Key: secret", "frontier.concurrency=1"]);

        Assert.Equal("page", _crawl.Reasons()[outside.Url + "landed"]);
        Assert.NotEmpty(seenOutside);
        Assert.All(seenOutside, head => Assert.DoesNotContain("secret", head, StringComparison.Ordinal));
        Assert.All(seenOutside, head => Assert.DoesNotContain("Authorization", head, StringComparison.OrdinalIgnoreCase));
        Assert.All(seenInside, head => Assert.Contains("X-Api-Key: secret", head, StringComparison.Ordinal));
        Assert.All(seenInside, head => Assert.Contains("Authorization: Basic ", head, StringComparison.Ordinal));
        Assert.Contains(seenInside, head => head.Contains("Cookie: session=secret", StringComparison.Ordinal));
    }
}
