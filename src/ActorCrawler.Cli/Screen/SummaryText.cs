using ActorCrawler.Actors;
using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Cli.Screen;

/// <summary>What is said at the end of a run.</summary>
internal static class SummaryText
{
    /// <summary>How it ended, the ledger's sums, and where the results are.</summary>
    public static IEnumerable<string> Lines(CrawlSummary summary)
    {
        var perSecond = summary.Elapsed > TimeSpan.Zero ? summary.PagesThisRun / summary.Elapsed.TotalSeconds : 0;
        yield return $"{Name(summary.Outcome)}: {Text.Count(summary.PagesThisRun, "page")} in {Text.Time(summary.Elapsed)} ({Text.Rate(perSecond)}), "
            + $"{Text.Count(summary.FetchesThisRun, "fetch", "fetches")}{Message(summary)}";
        var ledger = summary.Ledger;
        yield return $"discovered {Text.Count(ledger.Discovered)} = queued {Text.Count(ledger[UrlState.Queued])} + done {Text.Count(ledger[UrlState.Done])}"
            + $" + failed {Text.Count(ledger[UrlState.Failed])} + excluded {Text.Count(ledger[UrlState.Excluded])}; {Text.Size(ledger.BytesReceived)} received";
        foreach (var state in new[] { UrlState.Done, UrlState.Failed, UrlState.Excluded })
        {
            var reasons = ledger.Counts().Where(c => c.Key.State() == state).Select(c => $"{c.Key.Name()} {Text.Count(c.Value)}").ToList();
            if (reasons.Count > 0) yield return $"  {state.ToString().ToLowerInvariant()}: {string.Join(", ", reasons)}";
        }

        if (summary.Parsed is { OnWorkers: > 0 } parsed)
            yield return $"parsed: {Text.Count(parsed.OnWorkers)} on workers, {Text.Count(parsed.Here)} here{(parsed.Alone > 0 ? $", {Text.Count(parsed.Alone)} alone" : "")}";
        if (summary.Parsed.FieldProblems is > 0 and var problems)
            yield return $"extraction: {Text.Count(problems, "field")} of this run's pages not complete; extract_problems in their rows tells why";
        foreach (var file in summary.Files) yield return $"{file.Path}  {Text.Count(file.Rows, "row")}, {Text.Size(file.Bytes)}";
    }

    /// <summary>Why a crawl failed: in one line, and each start URL with what became of it.</summary>
    public static IEnumerable<string> Failure(CrawlSummary summary)
    {
        yield return summary.Message.Length > 0 ? $"{summary.Message}." : "the crawl failed.";
        if (summary.Outcome != CrawlOutcome.NothingFetched) yield break;
        foreach (var start in summary.StartUrls)
            yield return $"{start.Url}: {start.Reason.Name()}{(start.Status > 0 ? $" {start.Status}" : "")}{(start.Detail.Length > 0 ? $": {start.Detail}" : "")}";
    }

    /// <summary>What failed is told apart, as an error.</summary>
    private static string Message(CrawlSummary summary) =>
        summary.Message.Length == 0 || summary.Outcome is CrawlOutcome.NothingFetched or CrawlOutcome.Failed ? "" : $"; {summary.Message}";

    private static string Name(CrawlOutcome outcome) => outcome switch
    {
        CrawlOutcome.Finished => "finished",
        CrawlOutcome.BudgetReached => "budget reached",
        CrawlOutcome.Stopped => "stopped",
        CrawlOutcome.NothingFetched => "nothing fetched",
        CrawlOutcome.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No such outcome."),
    };
}
