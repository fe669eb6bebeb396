namespace ActorCrawler.Storage;

/// <summary>What is expected of a job directory.</summary>
public enum JobOpenMode
{
    /// <summary>The job that is there, or a new one where nothing is.</summary>
    OpenOrCreate,

    /// <summary>A job that is there.</summary>
    OpenExisting,

    /// <summary>A new job: a directory that is there is renamed to <c>name.timestamp</c>, never deleted.</summary>
    Fresh,
}
