using ActorCrawler.Core.Outputs;
using ActorCrawler.Storage.Sqlite;

namespace ActorCrawler.Storage.Outputs;

/// <summary>
/// pages.sqlite while it is written. It has transactions of its own, so each commit of the job is a numbered batch there, and the number of
/// the last one that counts stands in the job's database, as the lengths of files do. What a batch added has the greatest numbers in its
/// tables; a batch that does not count is taken away by them.
/// </summary>
internal sealed class SqliteOutput : IDisposable
{
    private readonly string _path;

    private readonly Database _database;

    private readonly PageTables _tables;

    private readonly Statement _batch;

    private long _stored;

    private SqliteOutput(string path, Database database, long id, long committed, long rows)
    {
        _path = path;
        _database = database;
        _tables = new PageTables(database);
        _batch = database.Prepare("INSERT INTO batch VALUES(?1, ?2, ?3, ?4)");
        Id = id;
        Committed = Position = _stored = committed;
        Rows = PendingRows = rows;
    }

    /// <summary>Called when a batch is committed here, and not yet in the job's database: tests fail at that moment.</summary>
    internal Action? Committing { get; set; }

    /// <summary>Its number in the job's database.</summary>
    internal long Id { get; }

    /// <summary>Batches that count.</summary>
    internal long Committed { get; private set; }

    /// <summary>Batches with the one that is being written.</summary>
    internal long Position { get; private set; }

    /// <summary>Pages that count.</summary>
    internal long Rows { get; private set; }

    /// <summary>Pages that count, and those added since.</summary>
    internal long PendingRows { get; private set; }

    /// <summary>Whether pages were added, or taken away.</summary>
    internal bool IsDirty => _database.InTransaction || Position != _stored;

    internal OutputRecord Record => new(OutputNames.Sqlite, Rows, new FileInfo(_path) is { Exists: true } file ? file.Length : 0);

    /// <summary>Opens or creates it. Its batches are not changed here: recovery compares them with what was committed.</summary>
    /// <exception cref="StorageException">It cannot be opened.</exception>
    internal static SqliteOutput Open(string directory, long id, long committed, long rows, Durability durability)
    {
        var path = Path.Combine(directory, OutputNames.Sqlite);
        var database = Database.Open(path, readOnly: false, create: true);
        try
        {
            database.SetBusyTimeout(TimeSpan.FromSeconds(10));
            database.Execute("PRAGMA journal_mode=WAL");
            database.Execute(durability == Durability.Power ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL");
            return new SqliteOutput(path, database, id, committed, rows);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Batches that are there.</summary>
    internal long ActualBatches() => _database.Scalar("SELECT max(number) FROM batch") ?? 0;

    /// <summary>Makes sure that it is still there: an open file outlives its name.</summary>
    /// <exception cref="StorageException">It is not (<see cref="StorageError.Gone"/>).</exception>
    internal void CheckPresence()
    {
        if (!File.Exists(_path)) throw new StorageException(StorageError.Gone, $"{_path} is no longer there.");
    }

    /// <summary>Adds a page.</summary>
    /// <returns>The batches before the one that it belongs to.</returns>
    /// <exception cref="StorageException">It cannot be written.</exception>
    internal long Add(ReadOnlySpan<byte> row, ReadOnlySpan<byte> links)
    {
        if (!_database.InTransaction) _database.Execute("BEGIN IMMEDIATE");
        _tables.Add(row, links);
        PendingRows++;
        return Committed;
    }

    /// <summary>Ends the batch; it counts once <see cref="Accept"/> says so.</summary>
    /// <exception cref="StorageException">It cannot be written.</exception>
    internal void Save()
    {
        if (!_database.InTransaction) return;
        var (page, link, meta) = _tables.Last;
        Position = Committed + 1;
        _batch.Bind(1, Position).Bind(2, page).Bind(3, link).Bind(4, meta).Run();
        _database.Execute("COMMIT");
        Committing?.Invoke();
    }

    internal void Accept()
    {
        Committed = _stored = Position;
        Rows = PendingRows;
    }

    /// <summary>Takes away whatever does not count.</summary>
    /// <exception cref="StorageException">It cannot be written.</exception>
    internal void CutBack() => CutBackTo(Committed, Rows);

    /// <summary>Takes away all but some batches, which count from now on.</summary>
    /// <exception cref="StorageException">It cannot be written.</exception>
    internal void CutBackTo(long batches, long rows)
    {
        _database.Rollback();
        Committed = Position = batches;
        Rows = PendingRows = rows;
        if (ActualBatches() > batches)
        {
            _database.Execute(
                $"""
                BEGIN IMMEDIATE;
                DELETE FROM pages WHERE id > coalesce((SELECT last_page FROM batch WHERE number={batches}), 0);
                DELETE FROM links WHERE id > coalesce((SELECT last_link FROM batch WHERE number={batches}), 0);
                DELETE FROM meta WHERE id > coalesce((SELECT last_meta FROM batch WHERE number={batches}), 0);
                DELETE FROM batch WHERE number > {batches};
                COMMIT
                """);
        }

        _tables.Recount(_database);
    }

    public void Dispose() => _database.Dispose();
}
