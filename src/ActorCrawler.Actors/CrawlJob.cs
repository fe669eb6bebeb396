using ActorCrawler.Actors.Logging;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Storage;

namespace ActorCrawler.Actors;

/// <summary>The door for programs: runs a crawl in this process, from its job directory and into it.</summary>
public static class CrawlJob
{
    /// <summary>
    /// Runs a crawl until it is finished, a budget is reached, or <paramref name="stop"/> asks it to stop. A job directory that holds an
    /// unfinished job of the same identity is gone on with; a finished one is left as it is.
    /// </summary>
    /// <param name="settings">What to crawl, and how.</param>
    /// <param name="onPage">See <see cref="CrawlHooks.OnPage"/>; null for none.</param>
    /// <param name="stop">Asks the crawl to stop: what is in flight is finished within <see cref="ActorSettings.StopGrace"/>, the rest stays queued.</param>
    /// <exception cref="JobDirectoryException">The job directory cannot be used; nothing was fetched.</exception>
    /// <exception cref="StorageException">The job directory failed in a way that does not heal; what was committed is safe.</exception>
    public static Task<CrawlSummary> RunAsync(
        CrawlSettings settings, Func<CrawledPage, ValueTask>? onPage = null, CancellationToken stop = default) =>
        RunAsync(settings, new CrawlHooks { OnPage = onPage }, stop);

    /// <summary>As the shorter form, with all that a program can take part in.</summary>
    public static Task<CrawlSummary> RunAsync(CrawlSettings settings, CrawlHooks hooks, CancellationToken stop = default) =>
        RunAsync(settings, hooks, CrawlEnvironment.Real, stop);

    /// <summary>As the public forms, in an environment of the caller's.</summary>
    internal static async Task<CrawlSummary> RunAsync(
        CrawlSettings settings, CrawlHooks hooks, CrawlEnvironment environment, CancellationToken stop)
    {
        using var directory = JobDirectory.Open(settings.Directory, settings.OpenMode, environment.Time);
        using var log = new CrawlLog(directory.PathOf(JobDirectory.LogFile), settings.Log, environment.Time, hooks.OnLog);
        using var store = CrawlStore.Open(settings.Store(directory, environment.Time));
        try
        {
            return await RunAsync(settings, hooks, environment, directory, log, store, stop).ConfigureAwait(false);
        }
        catch (StorageException e) when (e.Kind == StorageError.SyncFailed)
        {
            store.Abandon(e);
            throw;
        }
    }

    private static async Task<CrawlSummary> RunAsync(
        CrawlSettings settings, CrawlHooks hooks, CrawlEnvironment environment, JobDirectory directory, CrawlLog log, CrawlStore store, CancellationToken stop)
    {
        JobSettingsFile.Write(settings, directory);
        SettingsNotices.Write(settings, log);
        if (directory.MovedTo is { } moved) log.Info("job", $"the job that was there is now {moved}");
        if (store.Recovery.Message is { } recovered) log.Warning("job", recovered);
        if (store.Finished is not null)
        {
            var summary = CrawlSummaries.AlreadyFinished(settings, directory, store);
            store.Close(clean: true);
            return summary;
        }

        if (hooks.Program is not null && store.MarkSuspects(ParsingMarks.Left(directory)) is > 0 and var suspects)
            log.Warning("job", $"the process before this one died while it parsed {suspects} pages; they are parsed one at a time, in a process of their own");
        using var marks = ParsingMarks.Create(directory);
        using var run = new CrawlRun(settings, environment, directory, store, log, marks);
        return await run.RunAsync(hooks, stop).ConfigureAwait(false);
    }
}
