using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace ActorCrawler.Storage.Sqlite;

/// <summary>One SQLite connection, used by one thread. Every failure is a <see cref="StorageException"/>.</summary>
internal sealed unsafe class Database : IDisposable
{
    private readonly string _path;

    private readonly List<Statement> _statements = [];

    private nint _handle;

    private int* _logPages;

    private Database(string path, nint handle)
    {
        _path = path;
        _handle = handle;
    }

    /// <summary>Whether a transaction is open. SQLite ends one by itself after some errors, so this asks it.</summary>
    internal bool InTransaction => NativeSqlite.GetAutoCommit(_handle) == 0;

    /// <summary>Pages in the write-ahead log after the last commit; see <see cref="CountLog"/>.</summary>
    internal int LogPages => _logPages == null ? 0 : *_logPages;

    /// <summary>Rows changed by the last statement that ran.</summary>
    internal int Changes => NativeSqlite.Changes(_handle);

    /// <summary>Opens the file; creates it when <paramref name="create"/> says so.</summary>
    internal static Database Open(string path, bool readOnly, bool create) =>
        Open(path, path, (readOnly ? NativeSqlite.OpenReadOnly : NativeSqlite.OpenReadWrite) | (create ? NativeSqlite.OpenCreate : 0));

    /// <summary>
    /// Opens the file for reading, whether it is in use or not. Even a reader needs to write beside the file, to take part in the log; where
    /// it may not (a read-only medium) nobody else writes either, and the file can be read as it is.
    /// </summary>
    internal static Database OpenForReading(string path)
    {
        var database = Open(path, readOnly: true, create: false);
        database.SetBusyTimeout(TimeSpan.FromSeconds(10));
        try
        {
            database.Scalar("SELECT count(*) FROM sqlite_master");
            return database;
        }
        catch (StorageException e) when (e.Kind is not StorageError.Corrupt && !File.Exists(path + "-wal"))
        {
            database.Dispose();
            return Open($"file://{Uri.EscapeDataString(path).Replace("%2F", "/", StringComparison.Ordinal)}?immutable=1", path, NativeSqlite.OpenReadOnly | NativeSqlite.OpenUri);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private static Database Open(string name, string path, int flags)
    {
        var code = NativeSqlite.Open(name, out var handle, flags | NativeSqlite.OpenNoMutex, 0);
        var database = new Database(path, handle);
        if (code != NativeSqlite.Ok)
        {
            var error = database.Failure(code);
            database.Dispose();
            throw error;
        }

        _ = NativeSqlite.ExtendedResultCodes(handle, 1);
        return database;
    }

    /// <summary>How long a statement waits for another process (a reader that recovers, a checkpoint) before it fails.</summary>
    internal void SetBusyTimeout(TimeSpan time) => _ = NativeSqlite.BusyTimeout(_handle, (int)time.TotalMilliseconds);

    /// <summary>Runs SQL that returns nothing of interest.</summary>
    internal void Execute(string sql) => Check(NativeSqlite.Execute(_handle, sql, 0, 0, 0));

    /// <summary>Prepares a statement that lives as long as the connection.</summary>
    internal Statement Prepare(string sql)
    {
        var bytes = Encoding.UTF8.GetBytes(sql);
        nint statement;
        fixed (byte* p = bytes)
            Check(NativeSqlite.Prepare(_handle, p, bytes.Length, NativeSqlite.PreparePersistent, out statement, 0));
        var prepared = new Statement(this, statement);
        _statements.Add(prepared);
        return prepared;
    }

    /// <summary>The first column of the first row as an integer; null when there is no row or it is null.</summary>
    internal long? Scalar(string sql)
    {
        var statement = Prepare(sql);
        try
        {
            return statement.Step() ? statement.Int64OrNull(0) : null;
        }
        finally
        {
            Release(statement);
        }
    }

    /// <summary>Finalises a statement that is needed no more.</summary>
    internal void Release(Statement statement)
    {
        _statements.Remove(statement);
        statement.Dispose();
    }

    /// <summary>Ends the open transaction without effect, if there is one.</summary>
    internal void Rollback()
    {
        foreach (var statement in _statements) statement.Reset();
        if (InTransaction) _ = NativeSqlite.Execute(_handle, "ROLLBACK", 0, 0, 0);
    }

    /// <summary>
    /// From now on the write-ahead log is moved into the database only by <see cref="Checkpoint"/>, which, unlike SQLite's own way, tells
    /// when that fails.
    /// </summary>
    internal void CountLog()
    {
        _logPages = (int*)NativeMemory.AllocZeroed(sizeof(int));
        NativeSqlite.SetLogHook(_handle, &OnLogWritten, _logPages);
    }

    /// <summary>Moves the write-ahead log into the database, as far as readers allow.</summary>
    internal void Checkpoint()
    {
        const int passive = 0;
        var code = NativeSqlite.Checkpoint(_handle, null, passive, out _, out _);
        if ((code & 0xff) != NativeSqlite.Busy) Check(code);
    }

    /// <summary>Throws unless the code says that all went well.</summary>
    internal void Check(int code)
    {
        if (code is not (NativeSqlite.Ok or NativeSqlite.Row or NativeSqlite.Done)) throw Failure(code);
    }

    /// <summary>
    /// Ends the open transaction and leaves the connection to the end of the process: closing it would move the log into the database and
    /// force that to the disk, which must not be tried again once it has failed.
    /// </summary>
    internal void Abandon()
    {
        if (_handle == 0) return;
        Rollback();
        _handle = 0;
    }

    public void Dispose()
    {
        if (_handle == 0) return;
        foreach (var statement in _statements) statement.Dispose();
        _statements.Clear();
        _ = NativeSqlite.Close(_handle);
        _handle = 0;
        NativeMemory.Free(_logPages);
        _logPages = null;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnLogWritten(int* pages, nint database, byte* name, int count)
    {
        *pages = count;
        return NativeSqlite.Ok;
    }

    private StorageException Failure(int code)
    {
        var text = Marshal.PtrToStringUTF8(NativeSqlite.ErrorMessage(_handle)) ?? "unknown error";
        return SqliteErrors.Translate(code, _handle == 0 ? 0 : NativeSqlite.SystemError(_handle), text, _path);
    }
}
