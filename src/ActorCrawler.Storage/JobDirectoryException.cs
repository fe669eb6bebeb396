namespace ActorCrawler.Storage;

/// <summary>A job directory cannot be used. The message is one line for people: what is wrong, where, and what to do.</summary>
public sealed class JobDirectoryException : Exception
{
    /// <summary>A failure of that kind.</summary>
    public JobDirectoryException(JobDirectoryError kind, string message, Exception? inner = null)
        : base(message, inner)
    {
        Kind = kind;
    }

    /// <summary>Why it cannot be used.</summary>
    public JobDirectoryError Kind { get; }
}
