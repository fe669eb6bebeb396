namespace ActorCrawler.Storage;

/// <summary>Storage could not do what it was asked. Unless <see cref="Kind"/> says otherwise, nothing was changed, and the same can be tried again.</summary>
public sealed class StorageException : Exception
{
    /// <summary>A failure of that kind.</summary>
    /// <param name="kind">What can be done about it.</param>
    /// <param name="message">One line for people that names the file.</param>
    /// <param name="inner">What the system threw, if it did.</param>
    public StorageException(StorageError kind, string message, Exception? inner = null)
        : base(message, inner)
    {
        Kind = kind;
    }

    /// <summary>What can be done about it.</summary>
    public StorageError Kind { get; }

    /// <summary>Whether the same call may succeed later without anything being reopened: space may come back.</summary>
    public bool MayHeal => Kind is StorageError.DiskFull or StorageError.ReadOnly or StorageError.Io;
}
