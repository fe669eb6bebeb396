namespace ActorCrawler.Storage;

/// <summary>Why a job directory cannot be used.</summary>
public enum JobDirectoryError
{
    /// <summary>There is no such directory, or no job in it.</summary>
    NotFound,

    /// <summary>The directory holds other things than a job.</summary>
    NotAJob,

    /// <summary>The job has other start URLs, another scope or other URL rules.</summary>
    OtherCrawl,

    /// <summary>Another process is working on it.</summary>
    Locked,

    /// <summary>It was written by an older version whose job directories this one does not read.</summary>
    OlderVersion,

    /// <summary>It was written by a newer version.</summary>
    NewerVersion,

    /// <summary>It cannot be created, read or written.</summary>
    Inaccessible,
}
