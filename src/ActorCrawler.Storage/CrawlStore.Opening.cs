using ActorCrawler.Core.Frontier;
using ActorCrawler.Storage.Commits;
using ActorCrawler.Storage.Outputs;
using ActorCrawler.Storage.Sqlite;
using ActorCrawler.Storage.Tables;

namespace ActorCrawler.Storage;

/// <summary>Opening a job, new or left behind.</summary>
public sealed partial class CrawlStore
{
    /// <summary>Opens the job in a directory; creates it when there is none yet. Outputs and database agree afterwards.</summary>
    /// <exception cref="JobDirectoryException">It is no job, another crawl's, or of a version that this build does not read.</exception>
    /// <exception cref="StorageException">It cannot be read or repaired.</exception>
    public static CrawlStore Open(StoreOptions options)
    {
        var path = Path.Combine(options.Directory, JobDirectory.DatabaseFile);
        var database = Database.Open(path, readOnly: false, create: true);
        JobTables? tables = null;
        try
        {
            Configure(database, options);
            var job = OpenJob(database, options, path, out var isNew);
            tables = new JobTables(database, job, options);
            var store = new CrawlStore(options, tables);
            store.Recovery = new Recovery(tables, store._settling).Run(isNew, !job.Clean, store.CommitTables);
            if (options.Archive is not null && (store.Recovery.Unclean || store.Recovery.QueuedAgain > 0)) ArchivePayloads.ForgetLost(database);
            store.FollowBudgets();
            store.Ledger = tables.Book.Snapshot();

            // Hosts that were being closed: whoever opens the store need not know of them.
            while (store.Settling > 0) store.Commit(new CommitBatch());
            return store;
        }
        catch
        {
            tables?.Dispose();
            database.Dispose();
            throw;
        }
    }

    private static void Configure(Database database, StoreOptions options)
    {
        database.SetBusyTimeout(TimeSpan.FromSeconds(10));
        database.Execute("PRAGMA page_size=4096");
        database.Execute("PRAGMA journal_mode=WAL");
        database.Execute(options.Durability == Durability.Power ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL");
        database.Execute($"PRAGMA cache_size=-{options.DatabaseCache / 1024}");
        database.Execute("PRAGMA temp_store=MEMORY");
        database.CountLog();
    }

    private static JobTable OpenJob(Database database, StoreOptions options, string path, out bool isNew)
    {
        database.Execute("BEGIN IMMEDIATE");
        Schema.Ensure(database, path);
        var job = new JobTable(database);
        isNew = !job.Exists;
        if (isNew)
        {
            JobTable.Create(database, options.Identity, options.MaxDepth, options.Time.GetUtcNow());
            job = new JobTable(database);
        }

        JobIdentity.Check(job.Identity, options.Identity, options.Directory);
        job.Begin();
        database.Execute("COMMIT");
        return job;
    }

    private void FollowBudgets()
    {
        var reopening = new Reopening(_tables, _settling, _blocking, _options);
        if (!reopening.IsDue) return;
        _tables.Begin();
        var revived = reopening.Run();
        CommitTables();
        Recovery = Recovery with { Revived = revived, Queued = _tables.Book[Reason.Queued] };
    }
}
