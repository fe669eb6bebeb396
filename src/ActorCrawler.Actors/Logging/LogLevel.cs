namespace ActorCrawler.Actors.Logging;

/// <summary>How much a log line matters.</summary>
public enum LogLevel
{
    /// <summary>For those who look for the cause of something.</summary>
    Debug,

    /// <summary>What an operator may want to know afterwards.</summary>
    Info,

    /// <summary>Something is not as it should be, and the crawl goes on.</summary>
    Warning,

    /// <summary>Something failed that the crawl cannot make good by itself.</summary>
    Error,
}
