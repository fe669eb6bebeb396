namespace ActorCrawler.Storage.Files;

/// <summary>How much can still be written.</summary>
internal static class DiskSpace
{
    /// <summary>Bytes free for this user on the file system that holds the directory.</summary>
    /// <exception cref="StorageException">The directory is gone or cannot be asked.</exception>
    internal static long Free(string directory)
    {
        try
        {
            return new DriveInfo(Path.GetFullPath(directory)).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.Translate(e, directory);
        }
    }
}
