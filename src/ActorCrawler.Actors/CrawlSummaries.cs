using ActorCrawler.Actors.Coordination;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Storage;

namespace ActorCrawler.Actors;

/// <summary>Says what a run came to.</summary>
internal static class CrawlSummaries
{
    /// <summary>The summary of a run that has just ended; the store is still open.</summary>
    public static CrawlSummary Of(CrawlSettings settings, JobDirectory directory, CrawlStore store, Ledger before, CrawlProtocol.Ended end)
    {
        var starts = StartUrls(settings, store);
        var nothing = store.Ledger.Pages == 0 && end.Reason == FinishReason.Complete;
        return Make(settings, directory, store, starts) with
        {
            Outcome = end.Reason switch
            {
                _ when nothing => CrawlOutcome.NothingFetched,
                FinishReason.Complete => CrawlOutcome.Finished,
                FinishReason.Budget => CrawlOutcome.BudgetReached,
                FinishReason.Stopped => CrawlOutcome.Stopped,
                _ => throw new InvalidOperationException($"Unknown reason {end.Reason}."),
            },
            Message = end.Reason switch
            {
                _ when nothing => "not one page was fetched",
                FinishReason.Budget => $"{Budget(settings.Budgets, store.Ledger)}; a higher one goes on",
                FinishReason.Stopped => "stopped; the same command goes on, or: actorcrawler resume " + directory.FullPath,
                _ => "",
            },
            PagesThisRun = store.Ledger.Pages - before.Pages,
            FetchesThisRun = end.Status.Exchanges,
            Elapsed = end.Status.Elapsed,
        };
    }

    /// <summary>The summary of a job that was finished before.</summary>
    public static CrawlSummary AlreadyFinished(CrawlSettings settings, JobDirectory directory, CrawlStore store) =>
        Make(settings, directory, store, StartUrls(settings, store)) with
        {
            // What kept it from fetching anything may be mended by now, which the job does not know: it is no success.
            Outcome = store.Ledger.Pages == 0 ? CrawlOutcome.NothingFetched : CrawlOutcome.Finished,
            Message = store.Ledger.Pages == 0
                ? "the job was finished already, and not one page was fetched (--fresh begins anew)"
                : "the job was finished already; nothing was fetched (--fresh begins anew)",
        };

    private static CrawlSummary Make(CrawlSettings settings, JobDirectory directory, CrawlStore store, IReadOnlyList<StartUrlOutcome> starts) => new()
    {
        Outcome = CrawlOutcome.Finished,
        Message = "",
        Directory = directory.FullPath,
        Ledger = store.Ledger,
        PagesThisRun = 0,
        FetchesThisRun = 0,
        Elapsed = TimeSpan.Zero,
        Files = [.. store.Outputs.Select(o => new OutputFile(directory.PathOf(o.Name), o.Rows, o.Bytes))],
        StartUrls = starts,
    };

    /// <summary>Redirects and second forms of start URLs come soon after them, so that a look at the beginning finds them all but in odd cases.</summary>
    private static IReadOnlyList<StartUrlOutcome> StartUrls(CrawlSettings settings, CrawlStore store) =>
        [.. store.StartVisits(among: 1_000 + 4L * settings.StartUrls.Count).Select(v => new StartUrlOutcome(v.Url, v.Reason, v.Status, v.Detail ?? ""))];

    private static string Budget(Budgets budgets, Ledger ledger) =>
        budgets.MaxPages <= ledger.Pages ? $"the budget of {budgets.MaxPages} pages is reached"
        : budgets.MaxBytes <= ledger.BytesReceived ? $"the budget of {budgets.MaxBytes} bytes is reached"
        : budgets.MaxTime is { } time ? $"the time budget of {time.TotalSeconds:0.#} s is reached"
        : $"the budget of {budgets.MaxPagesPerHost} pages per host is reached";
}
