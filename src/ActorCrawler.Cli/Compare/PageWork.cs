using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Core.Encodings;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Http;
using ActorCrawler.Http;
using ActorCrawler.Http.Names;

namespace ActorCrawler.Cli.Compare;

/// <summary>The work that every row does: fetch a page (waiting), and take its beginning and its meta tags (computing). Thread-safe.</summary>
internal sealed partial class PageWork : IDisposable
{
    private const int StartLength = 200;

    private readonly CrawlSettings _settings;
    private readonly int _weight;
    private readonly HostResolver _resolver;
    private readonly PageFetcher _fetcher;

    public PageWork(RowOrder order)
    {
        _settings = CrawlSettings.Load(new SettingsSources
        {
            Flags = [.. order.Settings.Select(s => new SettingValue(s.Key, s.Key, s.Value))],
            NeedsStartUrls = false,
        });
        _weight = order.Weight;
        _resolver = new HostResolver(_settings.Resolver, TimeProvider.System);
        _fetcher = new PageFetcher(_settings.Fetch, _resolver, TimeProvider.System);
    }

    /// <summary>Whether a URL's host is this machine itself.</summary>
    public static bool IsLoopback(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (uri.IdnHost is "localhost" || uri.IdnHost.EndsWith(".localhost", StringComparison.Ordinal) || (IPAddress.TryParse(uri.IdnHost.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)));

    /// <summary>Both parts.</summary>
    public async Task<PageResult> RunAsync(string url, CancellationToken stop)
    {
        using var outcome = await FetchAsync(url, stop).ConfigureAwait(false);
        return Extract(url, outcome);
    }

    /// <summary>The waiting part. Redirects are answers like others: a list of URLs is what was asked for.</summary>
    public Task<FetchOutcome> FetchAsync(string url, CancellationToken stop) => _fetcher.FetchAsync(
        new FetchOrder
        {
            Url = url,
            Purpose = FetchPurpose.Page,
            Addresses = _settings.Orders.Addresses,
            MaxBodyBytes = _settings.Orders.MaxBodyBytes,
        },
        stop);

    /// <summary>The computing part.</summary>
    public PageResult Extract(string url, FetchOutcome outcome)
    {
        switch (outcome)
        {
            case FetchOutcome.Fetched fetched:
                var source = Decode(fetched);
                var metas = new List<string>();
                for (var i = 0; i < _weight; i++)
                {
                    metas.Clear();
                    foreach (var match in Meta().EnumerateMatches(source)) metas.Add(source.Substring(match.Index, match.Length));
                }

                return new PageResult(url, fetched.Status, null, source[..Math.Min(StartLength, source.Length)], metas);
            case FetchOutcome.Redirected redirected:
                return new PageResult(url, redirected.Status, null, "", []);
            case FetchOutcome.Failed failed:
                return new PageResult(url, 0, $"{failed.Reason.Name()}: {failed.Detail}", "", []);
            default:
                return new PageResult(url, 0, "cancelled", "", []);
        }
    }

    public void Dispose()
    {
        _fetcher.Dispose();
        _resolver.Dispose();
    }

    private string Decode(FetchOutcome.Fetched fetched)
    {
        var parser = _settings.Parser;
        if (ContentCodings.Parse(fetched.Head.All("Content-Encoding"), parser.MaxContentCodings) is not ContentCodings.Known codings) return "";
        using var body = ContentDecoder.DecodeAll(
            fetched.Body.Memory, codings, new DecodeLimits(parser.MaxInflatedBytes, parser.MaxInflateRatio, parser.InflateRatioFreeBytes));
        var charset = CharsetDetector.Detect(body.Bytes.Span, MimeType.Extract(fetched.Head.All("Content-Type"))?.Charset);
        using var text = TextDecoder.ToUtf8(body.Bytes, charset);
        return Encoding.UTF8.GetString(text.Bytes.Span);
    }

    [GeneratedRegex("<meta\\b[^>]*>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Meta();
}
