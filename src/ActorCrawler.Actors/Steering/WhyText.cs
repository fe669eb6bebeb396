using System.Globalization;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Storage.Reading;

namespace ActorCrawler.Actors.Steering;

/// <summary>What became of a URL.</summary>
internal static class WhyText
{
    public static string State(UrlFacts facts) => facts.Reason == Reason.Queued ? "queued" : $"{facts.Reason.State().Name()} ({facts.Reason.Name()})";

    public static string Of(UrlFacts facts) => string.Join('\n', Lines(facts).Select(Text.Printable));

    /// <summary>A URL that the job does not hold: external links are counted, not stored.</summary>
    public static string OfUnknown(NewUrl url) => url.Verdict == Reason.Queued
        ? $"{url.Url}\n  no link to it was found so far"
        : $"{url.Url}\n  not known; a link to it would be excluded: {url.Verdict.Name()}";

    private static IEnumerable<string> Lines(UrlFacts facts)
    {
        yield return facts.Url;
        yield return $"  {State(facts)}{(facts.Status > 0 ? $", status {facts.Status}" : "")}{(facts.Detail is { } detail ? $": {detail}" : "")}";
        if (facts.NotBefore is { } time) yield return string.Create(CultureInfo.InvariantCulture, $"  to be tried again from {time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC on");
        if (facts.RedirectUrl is { } target) yield return $"  redirects to {target}";
        if (facts.FetchedAt is { } at) yield return string.Create(CultureInfo.InvariantCulture, $"  fetched {at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC in {facts.Elapsed?.TotalMilliseconds ?? 0:0} ms, {facts.ContentType}");
        foreach (var attempt in facts.History)
        {
            var status = attempt.Status > 0 ? $" {attempt.Status}" : "";
            yield return string.Create(CultureInfo.InvariantCulture, $"  attempt {attempt.Number} at {attempt.At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC: {attempt.Reason.Name()}{status}{(attempt.Detail is { } why ? $": {why}" : "")}");
        }

        yield return $"  depth {facts.Depth}, known as {Kind(facts.Kind)}";
        for (var i = 0; i < facts.Referrers.Count; i++) yield return $"  {(i == 0 ? "found on" : "      on")} {facts.Referrers[i]}";
        if (facts.Page is { } page) yield return string.Create(CultureInfo.InvariantCulture, $"  its row: {page.File}, byte {page.Offset}");
    }

    private static string Kind(VisitKind kind) => kind switch
    {
        VisitKind.Link => "a link",
        VisitKind.Start or VisitKind.StartGuess => "a start URL",
        VisitKind.StartRedirect => "where a start URL redirects to",
        VisitKind.Redirect => "where a redirect leads to",
        VisitKind.SitemapEntry => "an entry of a sitemap",
        VisitKind.Sitemap => "a sitemap",
        VisitKind.Command => "added by command",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind."),
    };
}
