using System.Globalization;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Robots;
using ActorCrawler.Core.Urls;
using ActorCrawler.Storage;
using ActorCrawler.Storage.Reading;

namespace ActorCrawler.Actors.Inquiry;

/// <summary>
/// Answers what became of a URL, and why, from a job directory: while the crawl runs or afterwards. Rules that excluded a URL when it was
/// found cannot change during the life of a job, so they are asked again instead of being stored with every URL.
/// </summary>
public sealed class UrlInquiry
{
    private readonly CrawlSettings _settings;
    private readonly JobReader _reader;
    private readonly JobFacts _job;
    private readonly UrlCanonicalizer _canonicalizer;
    private readonly UrlScope _scope;
    private readonly TrapRules _traps;
    private readonly DateTimeOffset _now;

    private UrlInquiry(CrawlSettings settings, JobReader reader, TimeProvider time)
    {
        _settings = settings;
        _reader = reader;
        _job = reader.Job();
        _canonicalizer = new UrlCanonicalizer(settings.Urls);
        _scope = JobScope.Of(settings, _canonicalizer, _job.ScopeHosts);
        _traps = new TrapRules(settings.Parser.Traps);
        _now = time.GetUtcNow();
    }

    /// <summary>Answers for one URL.</summary>
    /// <param name="settings">The job's settings, from its directory.</param>
    /// <param name="url">The URL, in any spelling; without a scheme, both are tried.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="SettingsException">It is no http(s) URL.</exception>
    /// <exception cref="JobDirectoryException">There is no job, or one of another version.</exception>
    /// <exception cref="StorageException">The job cannot be read.</exception>
    public static UrlAnswer Ask(CrawlSettings settings, string url, TimeProvider time)
    {
        var forms = Forms(url);
        using var reader = JobReader.Open(settings.Directory);
        var inquiry = new UrlInquiry(settings, reader, time);
        var answers = forms.Select(form => inquiry.Answer(url, form)).ToList();
        return answers.FirstOrDefault(answer => answer.Facts is not null) ?? answers[0];
    }

    private static IReadOnlyList<string> Forms(string text)
    {
        if (!StartUrlList.TryParse(text, out var url, out var error)) throw new SettingsException($"'{text}': {error}.");
        if (!url.SchemeGuessed) return [text.Trim()];
        return [url.Url, "http" + url.Url["https".Length..]];
    }

    private UrlAnswer Answer(string given, string form)
    {
        CrawlUrl.TryParse(form, null, _canonicalizer, out var url, out _, out var applied);
        var facts = _reader.Why(url!.Href);
        if (facts is null && CrawlUrl.TryParse(form, null, UrlCanonicalizer.PlainUrls, out var plain, out _, out var few) && _reader.Why(plain.Href) is { } found)
        {
            // A site that insists on a parameter that the rules drop gets its way, and the URL is known as it stands.
            (url, facts, applied) = (plain, found, few);
        }

        var (reason, rule) = facts is null ? Judge(url) : (facts.Reason, Explain(url, facts));
        return new UrlAnswer { Given = given, Url = url.Href, Applied = applied, Facts = facts, Reason = reason, Rule = rule, Now = _now };
    }

    private string? Explain(CrawlUrl url, UrlFacts facts) => facts.Reason switch
    {
        Reason.Depth => Invariant($"depth {facts.Depth} lies beyond the limit of {_settings.Budgets.MaxDepth} (--max-depth); a shorter path or a higher limit brings it back"),
        Reason.TrapHostUrls => Invariant($"its host had {_settings.Storage.MaxUrlsPerHost} URLs already (storage.max-urls-per-host)"),
        Reason.Queued => Waiting(facts),
        _ when facts.Detail is { } detail => detail,
        _ when facts.Reason.State() == UrlState.Excluded => ByUrl(url, isStart: false) is { Rule: { } rule } now && now.Reason == facts.Reason ? rule : null,
        _ => null,
    };

    /// <summary>What a URL would meet, in the order in which it would.</summary>
    private (Reason Reason, string? Rule) Judge(CrawlUrl url)
    {
        var byUrl = ByUrl(url, isStart: false);
        if (byUrl.Reason != Reason.Queued) return byUrl;
        var host = _reader.Host(url.Host.Origin);
        if (host?.Closed is { } closed) return (closed, host.ClosedDetail ?? "its host was given up");
        if (Robots(url, host) is { } line) return (Reason.Robots, line);
        if (Budget(host) is { } budget) return (Reason.Queued, budget);
        var robots = host?.Robots is null && !_settings.Politeness.IgnoreRobots ? "; robots.txt of its host is not known yet" : "";
        var depth = _settings.Budgets.MaxDepth is { } max ? Invariant($" within {max} links of a start URL") : "";
        return (Reason.Queued, $"no link to it was found{depth}; nothing speaks against it{robots}");
    }

    private (Reason Reason, string? Rule) ByUrl(CrawlUrl url, bool isStart)
    {
        var scope = _scope.Judge(url, isStart);
        if (!scope.IsInside) return (scope.Reason.ToReason(), scope.Explain());
        if (url.Href.Length > _settings.Parser.MaxUrlBytes)
            return (Reason.UrlTooLong, Invariant($"it is longer than {_settings.Parser.MaxUrlBytes} bytes (parse.max-url-size)"));
        var bytes = System.Text.Encoding.Latin1.GetBytes(url.Href);
        var trap = _settings.Parser.Traps == TrapSettings.Off ? TrapReason.None : _traps.Judge(bytes, url.Parts, DateOnly.FromDateTime(_now.UtcDateTime));
        return (trap.ToReason(), trap == TrapReason.None ? null : _traps.Explain(trap));
    }

    private string? Robots(CrawlUrl url, HostRecord? host)
    {
        if (_settings.Politeness.IgnoreRobots || host?.Robots is not { } robots) return null;
        var rules = RobotsRules.Parse(robots.Body.Span, _settings.Politeness.RobotsProductToken, _settings.Politeness.RobotsMaxBytes);
        var verdict = rules.Judge(url.PathAndQuery);
        return verdict.Allowed ? null : Invariant($"robots.txt line {verdict.Line}: {rules.Explain(url.PathAndQuery)}");
    }

    /// <summary>The budget that keeps a queued URL from being fetched; null when none does.</summary>
    private string? Budget(HostRecord? host)
    {
        var budgets = _settings.Budgets;
        if (budgets.MaxPages <= _job.Ledger.Pages) return Invariant($"the budget of {budgets.MaxPages} pages is used up (--max-pages)");
        if (budgets.MaxBytes <= _job.Ledger.BytesReceived) return Invariant($"the budget of {budgets.MaxBytes} bytes is used up (--max-bytes)");
        return budgets.MaxPagesPerHost <= host?.Pages ? Invariant($"the budget of {budgets.MaxPagesPerHost} pages per host is used up (--max-pages-per-host)") : null;
    }

    private string? Waiting(UrlFacts facts)
    {
        if (facts.Host.Closed is { } closed) return $"its host was given up ({closed.Name()}{(facts.Host.ClosedDetail is { } why ? $": {why}" : "")}); it is about to get that reason";
        if (Budget(facts.Host) is { } budget) return budget;
        if (_job.Closed) return "the crawl does not run; 'actorcrawler resume' goes on with it";
        if (facts.NotBefore > _now) return $"it is tried again from {Time(facts.NotBefore.Value)} on";
        return facts.Host.LastContact + facts.Host.Wait is { } next && next > _now
            ? $"its host is asked again from {Time(next)} on"
            : "it is being fetched, or waits for its turn";
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
