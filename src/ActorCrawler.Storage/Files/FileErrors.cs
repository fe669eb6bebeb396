namespace ActorCrawler.Storage.Files;

/// <summary>What the errors of the file system mean to whoever must act on them.</summary>
internal static class FileErrors
{
    private const int NoEntry = 2;
    private const int AccessDenied = 13;
    private const int FileTooBig = 27;
    private const int NoSpace = 28;
    private const int ReadOnlyFileSystem = 30;
    private const int QuotaLinux = 122;
    private const int QuotaMac = 69;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);

    /// <summary>Names what a call that threw was about; anything that is no file error is left to its thrower.</summary>
    internal static StorageException Translate(Exception error, string path)
    {
        var kind = error switch
        {
            StorageException storage => storage.Kind,
            FileNotFoundException or DirectoryNotFoundException => StorageError.Gone,
            UnauthorizedAccessException => StorageError.ReadOnly,
            _ when error.HResult is WindowsDiskFull or WindowsHandleDiskFull => StorageError.DiskFull,
            _ => FromErrno(error.HResult),
        };
        return error as StorageException ?? new StorageException(kind, $"{path}: {error.Message}", error);
    }

    /// <summary>The kind of a Unix error number (the numbers are the same on Linux and macOS except where two are named).</summary>
    internal static StorageError FromErrno(int errno) => errno switch
    {
        NoSpace or FileTooBig or QuotaLinux => StorageError.DiskFull,
        QuotaMac when OperatingSystem.IsMacOS() => StorageError.DiskFull,
        ReadOnlyFileSystem or AccessDenied => StorageError.ReadOnly,
        NoEntry => StorageError.Gone,
        _ => StorageError.Io,
    };
}
