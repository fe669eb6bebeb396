using ActorCrawler.Core.Urls;
using ActorCrawler.Storage.Files;
using ActorCrawler.Storage.Known;
using ActorCrawler.Storage.Outputs;
using ActorCrawler.Storage.Sqlite;
using ActorCrawler.Storage.Tables;

namespace ActorCrawler.Storage.Commits;

/// <summary>Everything that a commit changes: the tables and the outputs, with what must be undone together when it fails.</summary>
internal sealed class JobTables : IDisposable
{
    private readonly Statement _epoch;

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
        _epoch = database.Prepare("SELECT epoch FROM job");
        Outputs = new OutputFiles(database, options.Directory, options.Outputs, options.Tables ? options.Durability : null);
        Archive = options.Archive is { } archive ? new ArchiveOutput(database, Outputs, archive) : null;
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

    internal OutputFiles Outputs { get; }

    /// <summary>The archive; null for none.</summary>
    internal ArchiveOutput? Archive { get; }

    /// <summary>pages.jsonl; null when only its compressed form is written.</summary>
    internal AppendFile? Pages => Outputs.Pages;

    /// <summary>urls.jsonl.</summary>
    internal AppendFile Rows => Outputs.Rows;

    /// <summary>
    /// Begins a transaction; a failed one before may still have left bytes in the outputs that must go first. From here to its end the
    /// database keeps every other process out, so outputs are written and cut only while the job is ours for certain.
    /// </summary>
    /// <exception cref="StorageException">Another process took the job over (<see cref="StorageError.Superseded"/>), or a file fails.</exception>
    internal void Begin()
    {
        BeginRepair();
        if (_mustCut)
        {
            Outputs.CutBack();
            _mustCut = false;
        }

        Outputs.Begin();
        Known.Prepare();
    }

    /// <summary>Begins a transaction in which outputs need not be as the database has them.</summary>
    /// <exception cref="StorageException">Another process took the job over (<see cref="StorageError.Superseded"/>).</exception>
    internal void BeginRepair()
    {
        Database.Execute("BEGIN IMMEDIATE");
        CheckEpoch();
    }

    /// <summary>Ends the transaction: rows are handed to the system, and with <paramref name="sync"/> forced to the disk, before the database commits.</summary>
    internal void Commit(TimeSpan elapsed, DateTimeOffset now, bool sync)
    {
        Hosts.Save();
        Book.Save();
        Job.Save(elapsed, Book, now);
        Known.Save(sync);
        Outputs.Save(sync);
        BeforeCommit?.Invoke();
        Database.Execute("COMMIT");
        Book.Accept();
        Hosts.Accept();
        Known.Accept();
        Outputs.Accept();
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
            Outputs.CutBack();
        }
        catch (StorageException)
        {
            _mustCut = true;
        }
    }

    public void Dispose()
    {
        Known.Dispose();
        Outputs.Dispose();
        Database.Dispose();
    }

    /// <summary>
    /// The lock of the job directory keeps others away. Where it cannot (the file was deleted, the file system has no locks), whoever opened the
    /// job last has raised its epoch, and this process must not touch it any more.
    /// </summary>
    private void CheckEpoch()
    {
        _epoch.Step();
        var epoch = _epoch.Int64(0);
        _epoch.Reset();
        if (epoch != Job.Epoch)
            throw new StorageException(StorageError.Superseded, $"{Directory} was taken over by another process; this one ends.");
    }
}
