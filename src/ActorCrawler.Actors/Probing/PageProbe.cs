using ActorCrawler.Actors.Settings;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Urls;
using ActorCrawler.Http;
using ActorCrawler.Http.Names;

namespace ActorCrawler.Actors.Probing;

/// <summary>
/// Fetches single pages as a crawl with the same settings would: robots.txt first, the host's delay between two exchanges, redirects one by
/// one. Stores nothing. Not thread-safe.
/// </summary>
public sealed class PageProbe : IDisposable
{
    private readonly CrawlSettings _settings;
    private readonly TimeProvider _time;
    private readonly IHostResolver? _ownResolver;
    private readonly PageFetcher _fetcher;
    private readonly RobotsProbe _robots;
    private readonly PageReader _reader;
    private readonly UrlCanonicalizer _canonicalizer;
    private readonly UrlScope _scope;
    private readonly Dictionary<HostKey, long> _lastContact = [];

    /// <summary>A probe with the settings of a crawl, whose start URLs make up the scope.</summary>
    /// <exception cref="IOException">The machine's name servers cannot be found out.</exception>
    public PageProbe(CrawlSettings settings)
        : this(settings, CrawlEnvironment.Real)
    {
    }

    internal PageProbe(CrawlSettings settings, CrawlEnvironment environment)
    {
        _settings = settings;
        _time = environment.Time;
        _ownResolver = environment.Resolver is null ? new HostResolver(settings.Resolver, _time) : null;
        _fetcher = new PageFetcher(settings.Fetch, environment.Resolver ?? _ownResolver!, _time);
        _robots = new RobotsProbe(settings, FetchAsync, _time);
        _canonicalizer = new UrlCanonicalizer(settings.Urls);
        _scope = JobScope.Of(settings, _canonicalizer, []);
        _reader = new PageReader(settings, _canonicalizer, _scope, _robots);
    }

    /// <summary>Fetches one page.</summary>
    /// <param name="start">The URL.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="OperationCanceledException">Given up.</exception>
    public async Task<ProbeReport> ProbeAsync(StartUrl start, CancellationToken stop)
    {
        List<ProbeHop> hops = [];
        var url = Parse(start.Url, _canonicalizer);
        var isGuess = start.SchemeGuessed;
        while (true)
        {
            var robots = await _robots.AskAsync(url, stop).ConfigureAwait(false);
            var scope = _scope.Judge(url, isStart: true);
            if (!robots.Allowed)
            {
                hops.Add(Hop("not fetched"));
                if (!isGuess || !robots.HasNoServer) return new ProbeReport(hops, null, null);
                (url, isGuess) = (OverHttp(url), false);
                continue;
            }

            using var outcome = await FetchAsync(url.Href, FetchPurpose.Page, stop).ConfigureAwait(false);
            stop.ThrowIfCancellationRequested();
            switch (outcome)
            {
                case FetchOutcome.Redirected redirected:
                    hops.Add(Hop($"{Status(redirected.Head)}, redirect to {redirected.Target}", outcome, redirected.Head));
                    if (hops.Count > _settings.Frontier.MaxRedirects) return new ProbeReport(hops, null, "more redirects in a row than allowed");
                    // A site that insists on a parameter that the rules drop gets its way, as in a crawl.
                    var target = Parse(redirected.Target, _canonicalizer);
                    url = target.Equals(url) ? Parse(redirected.Target, UrlCanonicalizer.PlainUrls) : target;
                    _scope.AddHost(url.Host);
                    isGuess = false;
                    break;
                case FetchOutcome.Failed failed:
                    hops.Add(Hop($"failed: {failed.Reason.Name()}: {failed.Detail}", outcome, failed.Head));
                    if (!isGuess || !RobotsProbe.IsNoServer(failed.Reason)) return new ProbeReport(hops, null, null);
                    (url, isGuess) = (OverHttp(url), false);
                    break;
                case FetchOutcome.Unwanted unwanted:
                    hops.Add(Hop(Status(unwanted.Head), outcome, unwanted.Head));
                    return new ProbeReport(hops, null, "its media type is not wanted (fetch.wanted-types): the body was not read");
                case FetchOutcome.Fetched fetched:
                    hops.Add(Hop(Status(fetched.Head) + (fetched.Truncated ? ", cut at fetch.max-body-size" : ""), outcome, fetched.Head));
                    if (fetched.Status is < 200 or >= 300) return new ProbeReport(hops, null, null);
                    var (page, remark) = _reader.Read(url, fetched);
                    return new ProbeReport(hops, page, remark);
                default:
                    throw new InvalidOperationException($"Unknown outcome {outcome.GetType().Name}.");
            }

            ProbeHop Hop(string text, FetchOutcome? of = null, ResponseHead? head = null) => new()
            {
                Url = url.Href,
                Scope = scope.Explain(),
                Robots = robots,
                Outcome = text,
                Facts = of?.Facts,
                Head = head,
            };
        }
    }

    /// <summary>Asks a host's robots.txt about a URL, fetching it first where that was not done yet; the URL itself is not fetched.</summary>
    /// <param name="start">The URL.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="OperationCanceledException">Given up.</exception>
    public Task<ProbeRobots> AskRobotsAsync(StartUrl start, CancellationToken stop) => _robots.AskAsync(Parse(start.Url, _canonicalizer), stop);

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        _fetcher.Dispose();
        (_ownResolver as IDisposable)?.Dispose();
    }

    private static string Status(ResponseHead head) => $"{head.Protocol} {head.Status} {head.ReasonPhrase}".TrimEnd();

    private CrawlUrl OverHttp(CrawlUrl url) => Parse("http" + url.Href["https".Length..], _canonicalizer);

    private static CrawlUrl Parse(string url, UrlCanonicalizer canonicalizer) =>
        CrawlUrl.TryParse(url, null, canonicalizer, out var parsed, out _) ? parsed : throw new InvalidOperationException($"{url} was checked, but is no http(s) URL.");

    /// <summary>An exchange with a host, after the wait that it is owed.</summary>
    private async Task<FetchOutcome> FetchAsync(string url, FetchPurpose purpose, CancellationToken stop)
    {
        var host = Parse(url, UrlCanonicalizer.PlainUrls).Host;
        var wait = _settings.Politeness.Delay;
        if (_robots.CrawlDelay(host) is { } asked && asked > wait) wait = asked;
        if (_lastContact.TryGetValue(host, out var last) && wait - _time.GetElapsedTime(last) is var left && left > TimeSpan.Zero)
            await Task.Delay(left, _time, stop).ConfigureAwait(false);
        var outcome = await _fetcher.FetchAsync(
            new FetchOrder
            {
                Url = url,
                Purpose = purpose,
                Addresses = _settings.Orders.Addresses,
                WantedTypes = purpose == FetchPurpose.Page ? _settings.Orders.WantedTypes : [],
                MaxBodyBytes = purpose == FetchPurpose.Robots ? _settings.Politeness.RobotsMaxBytes : _settings.Orders.MaxBodyBytes,
            },
            stop).ConfigureAwait(false);
        _lastContact[host] = _time.GetTimestamp();
        return outcome;
    }
}
