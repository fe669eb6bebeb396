namespace ActorCrawler.Storage;

/// <summary>Why storage could not do what it was asked, by what can be done about it.</summary>
public enum StorageError
{
    /// <summary>No space left, a quota or a file size limit reached. What was asked had no effect: ask again when there is space.</summary>
    DiskFull,

    /// <summary>The file or file system is not writable. What was asked had no effect.</summary>
    ReadOnly,

    /// <summary>The job directory, or a file in it, is no longer there.</summary>
    Gone,

    /// <summary>The database is damaged.</summary>
    Corrupt,

    /// <summary>Any other failure to read or write. What was asked had no effect.</summary>
    Io,

    /// <summary>
    /// Forcing data to the disk failed. What the disk holds is unknown from here on (a repeated fsync may report success for data that
    /// was dropped), so the store takes nothing more: end the process, and let the next start recover.
    /// </summary>
    SyncFailed,

    /// <summary>Another process opened the job in spite of its lock. What was asked had no effect, and nothing more is taken.</summary>
    Superseded,

    /// <summary>An earlier failure or <see cref="CrawlStore.Close"/> ended this store.</summary>
    Closed,
}
