using ActorCrawler.Actors;
using ActorCrawler.Actors.Logging;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Cli.Screen;

namespace ActorCrawler.Cli.Verbs;

/// <summary>Runs a crawl for a verb: signals, progress, summary, exit code.</summary>
internal static class CrawlRunner
{
    public static async Task<int> RunAsync(CliContext context, CrawlSettings settings)
    {
        var (code, _) = await RunWithSummaryAsync(context, settings).ConfigureAwait(false);
        return code;
    }

    public static async Task<(int Code, CrawlSummary Summary)> RunWithSummaryAsync(CliContext context, CrawlSettings settings)
    {
        using var stop = new StopRequest(context);
        var screen = new ProgressScreen(context.Error, settings.Progress);
        CrawlSummary summary;
        try
        {
            summary = await context.Crawl(settings, Hooks(screen), stop.Token).ConfigureAwait(false);
        }
        finally
        {
            screen.End();
        }

        var nothing = summary.Outcome is CrawlOutcome.NothingFetched or CrawlOutcome.Failed;
        if (!settings.Progress.Quiet)
        {
            foreach (var line in SummaryText.Lines(summary)) context.Error.WriteLine(line);
        }

        if (nothing)
        {
            foreach (var line in SummaryText.Failure(summary)) context.Error.WriteLine($"actorcrawler: {line}");
        }

        return (CodeOf(summary.Outcome, stop.Code), summary);

        CrawlHooks Hooks(ProgressScreen progress) => new()
        {
            Progress = progress,
            OnLog = Listen,
            Program = context.Program,
            OnListening = settings.Cluster.Listen is null || settings.Progress.Quiet ? null : Tell,
        };

        void Tell(string address, string secretFile) => context.Error.WriteLine(
            $"listening for workers: actorcrawler worker --join {address}{(secretFile.Length > 0 ? $" --secret-file {secretFile}" : "")}");

        void Listen(LogEntry entry) => context.Error.WriteLine(LogLine.Format(entry, settings.Log.Format));
    }

    /// <summary>A crawl that ended by itself before the signal reached it has ended, and is not said to be stopped.</summary>
    private static int CodeOf(CrawlOutcome outcome, int? signal) => outcome switch
    {
        CrawlOutcome.Finished or CrawlOutcome.BudgetReached => ExitCode.Done,
        // Without a signal it was a command: stopped in order, too, and can be resumed.
        CrawlOutcome.Stopped => signal ?? ExitCode.Terminated,
        CrawlOutcome.NothingFetched or CrawlOutcome.Failed => ExitCode.Failed,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No such outcome."),
    };
}
