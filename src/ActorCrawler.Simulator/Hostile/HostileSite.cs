using System.Globalization;
using System.Text;

namespace ActorCrawler.Simulator.Hostile;

/// <summary>A hostile host: its front page, its cases, and a robots.txt that is different from host to host.</summary>
internal sealed class HostileSite(int number)
{
    private static readonly byte[] Comment = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("# and so on and so on\n", 1000)));

    /// <summary>A sitemap that would grow a thousandfold and show a file of the machine, if its entities were expanded.</summary>
    private static byte[] Entities(string authority) => Encoding.ASCII.GetBytes(
        $"""
        <?xml version="1.0"?>
        <!DOCTYPE urlset [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
        <!ENTITY secret SYSTEM "file:///etc/passwd">]>
        <urlset><url><loc>http://{authority}/page/1?entity=&c;&c;&c;</loc></url><url><loc>http://{authority}/page/2?file=&secret;</loc></url>
        <url><loc>http://{authority}/page/1000003</loc></url></urlset>
        """);

    /// <summary>Ways for robots.txt to be; host number n has the one at n modulo their number.</summary>
    private static readonly IReadOnlyList<HostileCase> RobotsKinds =
    [
        new("decent", "is as it should be", (connection, request) => connection.AnswerAsync(
            200, "text/plain", Encoding.ASCII.GetBytes($"User-agent: *\nDisallow: /forbidden\nSitemap: http://{request.Authority}/sitemap.xml\n"))),
        new("giant", "never ends", async (connection, _) =>
        {
            await connection.HeadAsync(200, "Content-Type: text/plain\r\n").ConfigureAwait(false);
            await connection.ForeverAsync(Comment, TimeSpan.Zero).ConfigureAwait(false);
        }),
        new("missing", "is not there", (connection, _) => connection.AnswerAsync(404, "text/plain", default)),
        new("binary", "is no text", (connection, _) => connection.AnswerAsync(200, "application/octet-stream", new byte[5000])),
        new("html", "is a page", (connection, request) => connection.PageAsync(HostilePages.Page(request, "Not found"))),
        new("broken", "answers 503", (connection, _) => connection.AnswerAsync(503, "text/plain", default)),
        new("loop", "redirects to itself", (connection, _) => connection.RedirectAsync("/robots.txt")),
        new("slow", "comes a byte at a time", async (connection, _) =>
        {
            await connection.HeadAsync(200, "Content-Type: text/plain\r\n").ConfigureAwait(false);
            await connection.ForeverAsync("#"u8.ToArray(), TimeSpan.FromMilliseconds(500)).ConfigureAwait(false);
        }),
    ];

    /// <summary>All cases but robots.txt.</summary>
    public static IReadOnlyList<HostileCase> Cases { get; } =
        [.. StallingCases.All, .. LyingCases.All, .. HeavyCases.All, .. TrapCases.All];

    /// <summary>How many ways there are for robots.txt to be.</summary>
    public static int RobotsKindCount => RobotsKinds.Count;

    /// <summary>What is different about this host, for people.</summary>
    public string What => string.Create(CultureInfo.InvariantCulture, $"robots.txt {RobotsKinds[number % RobotsKinds.Count].What}");

    /// <summary>Answers a request.</summary>
    public Task AnswerAsync(HostileConnection connection, HostileRequest request) => request.Path switch
    {
        "/" => connection.PageAsync(HostilePages.Home(Cases)),
        "/robots.txt" => RobotsKinds[number % RobotsKinds.Count].Answer(connection, request),
        "/sitemap.xml" => connection.AnswerAsync(200, "application/xml", Entities(request.Authority)),
        var path when Cases.FirstOrDefault(c => c.Holds(path)) is { } one => one.Answer(connection, request),
        _ => connection.AnswerAsync(404, "text/html", "<title>Not found</title>"u8.ToArray()),
    };
}
