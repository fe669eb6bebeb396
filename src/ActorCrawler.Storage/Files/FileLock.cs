namespace ActorCrawler.Storage.Files;

/// <summary>What came of asking for a file's lock.</summary>
internal enum FileLock
{
    /// <summary>It is ours until the process ends.</summary>
    Taken,

    /// <summary>Another process has it.</summary>
    HeldByAnother,

    /// <summary>The file system has no locks.</summary>
    Unsupported,
}
