using ActorCrawler.Core.Urls;
using ActorCrawler.Storage.Files;
using ActorCrawler.Storage.Known;
using ActorCrawler.Storage.Sqlite;
using ActorCrawler.Storage.Tables;

namespace ActorCrawler.Storage.Commits;

/// <summary>Everything that a commit changes: the tables and the outputs, with what must be undone together when it fails.</summary>
internal sealed class JobTables : IDisposable
{
    private readonly Statement _saveOutput;

    private bool _mustCut;

    internal JobTables(Database database, JobTable job, StoreOptions options)
    {
        Database = database;
        Directory = options.Directory;
        Job = job;
        Book = new LedgerBook(database, job);
        Hosts = new HostTable(database, options.HostCache);
        Urls = new UrlTable(database);
        Queue = new QueueTable(database);
        Visits = new VisitTable(database, job.Generation, () => job.Epoch);
        _saveOutput = database.Prepare("INSERT INTO output VALUES(?1, ?2, ?3) ON CONFLICT DO UPDATE SET length=?2, row_count=?3");
        Pages = OpenOutput(options.Directory, JobDirectory.PagesFile);
        Rows = OpenOutput(options.Directory, JobDirectory.UrlsFile);
        Known = KnownUrls.Open(
            database, Path.Combine(Directory, JobDirectory.KnownFile), options.KnownUrlsMemory, new Fingerprinter(job.FingerprintKey));
        Opened?.Invoke(this);
    }

    /// <summary>Called when tables were opened, in the same thread: tests reach those of a repair by it.</summary>
    [field: ThreadStatic]
    internal static Action<JobTables>? Opened { get; set; }

    /// <summary>Called when the outputs are written and the database is about to commit: tests look, or fail, at that moment.</summary>
    internal Action? BeforeCommit { get; set; }

    internal string Directory { get; }

    internal Database Database { get; }

    internal JobTable Job { get; }

    internal LedgerBook Book { get; }

    internal HostTable Hosts { get; }

    internal UrlTable Urls { get; }

    internal QueueTable Queue { get; }

    internal VisitTable Visits { get; }

    internal KnownUrls Known { get; }

    /// <summary>pages.jsonl.</summary>
    internal AppendFile Pages { get; }

    /// <summary>urls.jsonl.</summary>
    internal AppendFile Rows { get; }

    /// <summary>Begins a transaction; a failed one before may still have left bytes in the outputs that must go first.</summary>
    internal void Begin()
    {
        if (_mustCut)
        {
            CutBack();
            _mustCut = false;
        }

        Known.Prepare();
        Database.Execute("BEGIN IMMEDIATE");
    }

    /// <summary>Ends the transaction: rows are handed to the system, and with <paramref name="sync"/> forced to the disk, before the database commits.</summary>
    internal void Commit(TimeSpan elapsed, DateTimeOffset now, bool sync)
    {
        Hosts.Save();
        Book.Save();
        Job.Save(elapsed, Book, now);
        Known.Save(sync);
        foreach (var output in (ReadOnlySpan<AppendFile>)[Pages, Rows])
        {
            if (output.IsDirty) _saveOutput.BindText(1, output.Name).Bind(2, output.Position).Bind(3, output.PendingRows).Run();
            output.Write();
            if (sync) output.Sync();
        }

        if (sync) AppendFile.SyncDirectory(Directory);
        BeforeCommit?.Invoke();
        Database.Execute("COMMIT");
        Book.Accept();
        Hosts.Accept();
        Known.Accept();
        Pages.Accept();
        Rows.Accept();
    }

    /// <summary>Undoes whatever the open transaction did, in the database, in memory and in the outputs.</summary>
    internal void Rollback()
    {
        Database.Rollback();
        Book.Rollback();
        Hosts.Rollback(Database);
        Urls.Rollback(Database);
        Known.Rollback();
        try
        {
            CutBack();
        }
        catch (StorageException)
        {
            _mustCut = true;
        }
    }

    public void Dispose()
    {
        Known.Dispose();
        Pages.Dispose();
        Rows.Dispose();
        Database.Dispose();
    }

    private void CutBack()
    {
        Pages.CutBack();
        Rows.CutBack();
    }

    private AppendFile OpenOutput(string directory, string name)
    {
        var read = Database.Prepare("SELECT length, row_count FROM output WHERE name=?1");
        try
        {
            return read.BindText(1, name).Step()
                ? AppendFile.Open(directory, name, read.Int64(0), read.Int64(1))
                : AppendFile.Open(directory, name, 0, 0);
        }
        finally
        {
            Database.Release(read);
        }
    }
}
