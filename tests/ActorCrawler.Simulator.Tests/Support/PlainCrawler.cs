using System.Net;
using System.Net.Sockets;
using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace ActorCrawler.Simulator.Tests.Support;

/// <summary>A crawler of a few lines on other people's parsers: a second opinion on what the manifest says. Breadth first, one request at a time.</summary>
internal sealed class PlainCrawler(SimulatorServer server) : IDisposable
{
    private readonly HtmlParser _parser = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        ConnectCallback = static async (context, cancellationToken) =>
        {
            var address = IPAddress.TryParse(context.DnsEndPoint.Host, out var literal) ? literal : IPAddress.Loopback;
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(address, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    });

    public Dictionary<string, ExpectedPage> Pages { get; } = [];

    public Dictionary<string, IReadOnlyList<string>> Links { get; } = [];

    public HashSet<string> Redirects { get; } = [];

    public HashSet<string> Missing { get; } = [];

    public HashSet<string> Files { get; } = [];

    public void Dispose() => _http.Dispose();

    /// <summary>Crawls from all home pages with the crawler's defaults: robots.txt and nofollow obeyed, utm parameters stripped, no sitemaps.</summary>
    public async Task CrawlAsync()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var known = new HashSet<string>(server.BaseUrls);
        var level = server.BaseUrls.ToList();
        for (var depth = 0; level.Count > 0; depth++)
        {
            var found = new List<string>();
            for (var i = 0; i < level.Count; i++)
            {
                using var response = await _http.GetAsync(level[i]);
                if (response.Headers.Location is { } location)
                {
                    Redirects.Add(level[i]);
                    var target = new Uri(new Uri(level[i]), location).AbsoluteUri;
                    if (known.Add(target))
                        level.Add(target);
                }
                else if (!response.IsSuccessStatusCode)
                {
                    Missing.Add(level[i]);
                }
                else if (response.Content.Headers.ContentType?.MediaType != "text/html")
                {
                    Files.Add(level[i]);
                }
                else
                {
                    found.AddRange(Parse(level[i], depth, await response.Content.ReadAsByteArrayAsync(), response.Content.Headers.ContentType.CharSet));
                }
            }
            level = [.. found.Where(Allowed).Where(known.Add)];
        }
    }

    private List<string> Parse(string url, int depth, byte[] body, string? charset)
    {
        charset ??= Encoding.ASCII.GetString(body).Contains("charset=\"windows-1252\"", StringComparison.Ordinal) ? "windows-1252" : "utf-8";
        using var document = _parser.ParseDocument(Encoding.GetEncoding(charset).GetString(body));
        var root = new Uri(new Uri(url), document.QuerySelector("base")?.GetAttribute("href") ?? "");
        var all = new List<string>();
        var followed = new List<string>();
        var nofollow = document.QuerySelectorAll("meta[name=robots]").Any(meta => meta.GetAttribute("content")!.Contains("nofollow", StringComparison.Ordinal));
        foreach (var anchor in document.QuerySelectorAll("a[href]").Cast<IHtmlAnchorElement>())
        {
            var target = new Uri(root, anchor.GetAttribute("href"));
            var text = target.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);
            all.Add(text);
            if (!nofollow && !(anchor.GetAttribute("rel") ?? "").Contains("nofollow", StringComparison.Ordinal))
                followed.Add(target.Query.StartsWith("?utm", StringComparison.Ordinal) ? text[..text.IndexOf('?')] : text);
        }
        Pages.Add(url, new ExpectedPage(url, depth, document.Title!));
        Links.Add(url, [.. all.Distinct()]);
        return followed;
    }

    private bool Allowed(string url) =>
        server.BaseUrls.Any(home => url.StartsWith(home, StringComparison.Ordinal))
        && (!new Uri(url).AbsolutePath.StartsWith("/private/", StringComparison.Ordinal) || new Uri(url).AbsolutePath.StartsWith("/private/open/", StringComparison.Ordinal))
        && !url.Contains("?print=", StringComparison.Ordinal);
}
