using System.Globalization;
using ActorCrawler.Core.Frontier;
using Petabridge.Cmd;

namespace ActorCrawler.Actors.Steering;

/// <summary>How the crawl stands.</summary>
internal static class StatusText
{
    private static readonly UrlState[] Ended = [UrlState.Done, UrlState.Failed, UrlState.Excluded];

    public static CommandResponse Of(CrawlProgress p, bool json) => json ? Json(p) : new CommandResponse(string.Join('\n', Lines(p)));

    private static IEnumerable<string> Lines(CrawlProgress p)
    {
        yield return $"{State(p)} for {Text.Time(p.Elapsed)}: {Text.Count(p.Pages, "page")}, {Text.Rate(p.PagesPerSecond)}, {Text.Size(p.BytesReceived)} received in this run";
        yield return $"in flight {Text.Count(p.InFlight, "fetch", "fetches")}, {Text.Count(p.Parsing, "page")} being parsed or committed; {Text.Count(p.HostsActive, "active host")}";
        if (p.Limit.Length > 0) yield return $"limit: {p.Limit}";
        if (p.BudgetUsed is { } used) yield return string.Create(CultureInfo.InvariantCulture, $"budget: {Math.Floor(used * 100)} % used{(p.Remaining is { } left ? $", about {Text.Time(left)} left" : "")}");
        var ledger = p.Ledger;
        yield return $"discovered {Text.Count(ledger.Discovered)} = queued {Text.Count(p.Queued)} + leased {Text.Count(p.Leased)} + done {Text.Count(ledger[UrlState.Done])}"
            + $" + failed {Text.Count(ledger[UrlState.Failed])} + excluded {Text.Count(ledger[UrlState.Excluded])}";
        foreach (var state in Ended)
        {
            var reasons = ledger.Counts().Where(c => c.Key.State() == state).Select(c => $"{c.Key.Name()} {Text.Count(c.Value)}").ToList();
            if (reasons.Count > 0) yield return $"  {state.Name()}: {string.Join(", ", reasons)}";
        }
    }

    private static CommandResponse Json(CrawlProgress p) => JsonText.Object(json =>
    {
        json.WriteString("state", State(p));
        json.WriteNumber("elapsed_ms", (long)p.Elapsed.TotalMilliseconds);
        json.WriteNumber("pages", p.Pages);
        json.WriteNumber("pages_per_second", Math.Round(p.PagesPerSecond, 2));
        json.WriteNumber("bytes_received", p.BytesReceived);
        json.WriteNumber("in_flight", p.InFlight);
        json.WriteNumber("hosts_active", p.HostsActive);
        json.WriteString("limit", p.Limit);
        json.WriteNumber("discovered", p.Ledger.Discovered);
        json.WriteNumber("queued", p.Queued);
        json.WriteNumber("leased", p.Leased);
        foreach (var state in Ended) json.WriteNumber(state.Name(), p.Ledger[state]);
        json.WriteStartObject("reasons");
        foreach (var (reason, count) in p.Ledger.Counts().Where(c => c.Key != Reason.Queued)) json.WriteNumber(reason.Name(), count);
        json.WriteEndObject();
    });

    private static string State(CrawlProgress p) => p.Stopping ? "stopping" : p.Paused ? "paused" : "running";
}
