using System.Globalization;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Urls;
using ActorCrawler.Storage.Reading;

namespace ActorCrawler.Actors.Inquiry;

/// <summary>What is said of a URL, by the verb and by the command: lines of a name and a value. Much of it is a server's text, and printed as one.</summary>
public static class WhyText
{
    /// <summary>Steps of the way to a URL that are shown.</summary>
    private const int MaxSteps = 10;

    /// <summary>The lines.</summary>
    public static IEnumerable<string> Lines(UrlAnswer answer) => Pairs(answer).Select(pair => $"{pair.Name,-11} {Text.Printable(pair.Value)}");

    private static IEnumerable<(string Name, string Value)> Pairs(UrlAnswer answer)
    {
        yield return ("url", answer.Url);
        if (answer.Given != answer.Url) yield return ("given as", answer.Given + (Rules(answer.Applied) is { Length: > 0 } rules ? $" ({rules})" : ""));
        yield return ("state", State(answer));
        if (answer.Rule is { } rule) yield return (answer.Reason.State() == UrlState.Failed ? "error" : "because", rule);
        if (answer.Facts is not { } facts) yield break;
        yield return ("found", Found(facts));
        foreach (var pair in Way(facts)) yield return pair;
        foreach (var pair in Attempts(facts)) yield return pair;
        if (facts.RedirectUrl is { } target) yield return ("leads to", target);
        if (facts.Size is { } size)
            yield return ("answer", $"{facts.ContentType ?? "no content type"}, {Text.Count(size, "byte")}{(facts.Indexable == false ? ", not to be indexed" : "")}");
        foreach (var place in new[] { facts.Page, facts.Row }.OfType<RowPlace>().Concat(facts.Places))
            yield return ("record", $"{place.File}, at byte {Text.Count(place.Offset)}");
        yield return ("host", Host(facts.Host));
    }

    private static string State(UrlAnswer answer)
    {
        var state = answer.Reason.State();
        var name = state == UrlState.Queued ? state.Name() : $"{state.Name()}: {answer.Reason.Name()}";
        return answer.Facts is not null ? name : answer.Reason == Reason.Scope ? $"{name} (links out of the scope are counted, not stored)"
            : state == UrlState.Queued ? "never found" : $"never found, and would be {name}";
    }

    private static string Found(UrlFacts facts)
    {
        var on = facts.Referrers is [var referrer, ..] ? referrer : "a page that is not known any more";
        var how = facts.Kind switch
        {
            VisitKind.Start => "start URL",
            VisitKind.StartGuess => "start URL, given without a scheme",
            VisitKind.Link => $"link on {on}",
            VisitKind.Redirect => $"redirect from {on}",
            VisitKind.StartRedirect => $"redirect from the start URL {on}",
            VisitKind.SitemapEntry => $"entry of the sitemap {on}",
            VisitKind.Sitemap => facts.Referrers.Count > 0 ? $"sitemap named by {on}" : "sitemap named by robots.txt",
            VisitKind.Command => "added by command",
            _ => throw new ArgumentOutOfRangeException(nameof(facts), facts.Kind, "No such kind."),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{how}; depth {facts.Depth}");
    }

    private static IEnumerable<(string, string)> Way(UrlFacts facts)
    {
        if (facts.Referrers.Count < 2) yield break;
        foreach (var step in facts.Referrers.Skip(1).Take(MaxSteps)) yield return ("found on", step);
        if (facts.Referrers.Count > MaxSteps + 1) yield return ("", $"and {facts.Referrers.Count - MaxSteps - 1} more");
    }

    private static IEnumerable<(string, string)> Attempts(UrlFacts facts)
    {
        foreach (var attempt in facts.History)
        {
            yield return (
                $"attempt {attempt.Number}",
                $"{Time(attempt.At)}  {Outcome(attempt.Reason, attempt.Status)}{(attempt.Detail is { } detail ? $": {detail}" : "")}{(attempt.Suspect ? " (to be parsed alone next time)" : "")}");
        }

        if (facts.FetchedAt is not { } at) yield break;
        var took = facts.Elapsed is { } elapsed ? string.Create(CultureInfo.InvariantCulture, $" in {elapsed.TotalMilliseconds:0} ms") : "";
        yield return ($"attempt {facts.History.Count + 1}", $"{Time(at)}  {Outcome(facts.Reason, facts.Status)}{took}, {Text.Count(facts.BytesReceived, "byte")} received");
    }

    private static string Outcome(Reason reason, int status) => status > 0 ? $"{reason.Name()} {status.ToString(CultureInfo.InvariantCulture)}" : reason.Name();

    private static string Host(HostRecord host)
    {
        var parts = new List<string> { $"{host.Key}: {Text.Count(host.Pages, "page")}, {Text.Count(host.Queued)} queued" };
        if (host.Closed is { } closed) parts.Add($"given up: {closed.Name()}");
        if (host.CrawlDelay is { } delay) parts.Add(string.Create(CultureInfo.InvariantCulture, $"Crawl-delay {delay.TotalSeconds:0.###} s"));
        if (host.LastContact is { } last) parts.Add($"last asked {Time(last)}");
        if (host.Robots is { } robots) parts.Add($"robots.txt of {Time(robots.FetchedAt)}");
        return string.Join(", ", parts);
    }

    private static string Rules(CanonicalizationRules rules) =>
        string.Join(", ", Enum.GetValues<CanonicalizationRules>().Where(rule => int.PopCount((int)rule) == 1 && rules.HasFlag(rule)).Select(Name));

    /// <summary>As the setting is called that turns the rule off.</summary>
    private static string Name(CanonicalizationRules rule) =>
        string.Concat(rule.ToString().Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
}
