using ActorCrawler.Storage.Files;

namespace ActorCrawler.Storage.Sqlite;

/// <summary>What SQLite's result codes mean to whoever must act on them.</summary>
internal static class SqliteErrors
{
    /// <summary>Names the kind of failure: first by result code, then, for input/output errors, by what the system said.</summary>
    internal static StorageException Translate(int code, int systemError, string text, string path)
    {
        var kind = (code & 0xff) switch
        {
            _ when code is NativeSqlite.FileSyncFailed or NativeSqlite.DirectorySyncFailed => StorageError.SyncFailed,
            _ when code is NativeSqlite.DatabaseMoved => StorageError.Gone,
            NativeSqlite.Full => StorageError.DiskFull,
            NativeSqlite.ReadOnly => StorageError.ReadOnly,
            NativeSqlite.Corrupt or NativeSqlite.NotADatabase => StorageError.Corrupt,
            NativeSqlite.IoError or NativeSqlite.CannotOpen => FileErrors.FromErrno(systemError),
            _ => StorageError.Io,
        };
        if (kind == StorageError.Io && !File.Exists(path)) kind = StorageError.Gone;
        return new StorageException(kind, $"{path}: {text} (SQLite {code})");
    }
}
