using ActorCrawler.Actors.Fetching;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Robots;
using ActorCrawler.Core.Urls;
using ActorCrawler.Http;

namespace ActorCrawler.Actors.Probing;

/// <summary>Gets a host's robots.txt once and tells what it says. Not thread-safe.</summary>
/// <param name="settings">The crawl's settings.</param>
/// <param name="fetch">Makes an exchange when the host's turn has come.</param>
/// <param name="time">The clock.</param>
internal sealed class RobotsProbe(CrawlSettings settings, Func<string, FetchPurpose, CancellationToken, Task<FetchOutcome>> fetch, TimeProvider time)
{
    private readonly Dictionary<HostKey, (RobotsReply Reply, string Source)> _known = [];
    private readonly RobotsPolicy _policy = new(
        settings.Politeness.RobotsProductToken, settings.Politeness.RobotsMaxBytes, settings.Politeness.RobotsCache, settings.Politeness.RobotsRetry);

    /// <summary>The wait that the host's robots.txt asks for; null when it asks for none or is not known.</summary>
    public TimeSpan? CrawlDelay(HostKey host) => Rules(host)?.CrawlDelay;

    /// <summary>What the rules at hand say to a URL; null when none are known for its host or when they do not forbid it.</summary>
    public string? Refusal(CrawlUrl url) =>
        Rules(url.Host) is { } rules && rules.Judge(url.PathAndQuery) is { Allowed: false } verdict ? $"robots.txt line {verdict.Line}: {rules.Explain(url.PathAndQuery)}" : null;

    /// <summary>Asks robots.txt about a URL, fetching it first where that was not done yet.</summary>
    public async Task<ProbeRobots> AskAsync(CrawlUrl url, CancellationToken stop)
    {
        var politeness = settings.Politeness;
        if (politeness.IgnoreRobots) return new ProbeRobots(true, "not asked (--ignore-robots)", politeness.Delay);
        if (!_known.TryGetValue(url.Host, out var known))
            _known.Add(url.Host, known = await FetchAsync(url.Host, stop).ConfigureAwait(false));
        if (known.Reply is RobotsReply.Unreachable unreachable)
            return new ProbeRobots(false, $"{known.Source} cannot be had ({unreachable.Detail}): nothing may be fetched", politeness.Delay)
            {
                HasNoServer = unreachable.Failure is { } failure && IsNoServer(failure),
            };
        var rules = Rules(url.Host)!;
        var wait = rules.CrawlDelay is { } asked && asked > politeness.Delay ? asked : politeness.Delay;
        if (rules.CrawlDelay > politeness.MaxCrawlDelay)
            return new ProbeRobots(false, $"Crawl-delay of {rules.CrawlDelay.Value.TotalSeconds:0.#} s is above the limit of {politeness.MaxCrawlDelay.TotalSeconds:0.#} s", wait);
        var verdict = rules.Judge(url.PathAndQuery);
        var because = verdict.Basis switch
        {
            RobotsBasis.Rule => $"line {verdict.Line}: {rules.Explain(url.PathAndQuery)}",
            RobotsBasis.RobotsTxt => "robots.txt itself is always allowed",
            _ => "no rule matches",
        };
        return new ProbeRobots(verdict.Allowed, $"{because} ({known.Source})", wait);
    }

    /// <summary>Whether a failure means that no server of that scheme is there.</summary>
    public static bool IsNoServer(Reason reason) => reason is Reason.Connect or Reason.Tls or Reason.Timeout;

    private RobotsRules? Rules(HostKey host) => _known.TryGetValue(host, out var known) && known.Reply is RobotsReply.Known { Rules: var rules } ? rules : null;

    private async Task<(RobotsReply Reply, string Source)> FetchAsync(HostKey host, CancellationToken stop)
    {
        var url = host.Origin + "/robots.txt";
        for (var hops = 0; ; hops++)
        {
            using var outcome = await fetch(url, FetchPurpose.Robots, stop).ConfigureAwait(false);
            var reply = RobotsTranslator.Translate(outcome, _policy, time.GetUtcNow());
            stop.ThrowIfCancellationRequested();
            if (reply is not RobotsReply.Redirect redirect) return (reply, Source(url, reply));
            if (hops < settings.Politeness.RobotsMaxRedirects)
            {
                url = redirect.Target;
                continue;
            }

            // As if there were no file (RFC 9309 section 2.3.1.2).
            var now = time.GetUtcNow();
            return (new RobotsReply.Known(RobotsRules.Empty, new RobotsRecord(now, now, 0, 0, default, null)), $"{url} redirects on and on, which counts as no file");
        }
    }

    private static string Source(string url, RobotsReply reply) =>
        reply is RobotsReply.Known { Record: { Status: var status } } && status is < 200 or >= 300 ? $"{url} answers {status}: there is none" : url;
}
