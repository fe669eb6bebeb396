namespace ActorCrawler.Actors.Logging;

/// <summary>The form of log lines.</summary>
public enum LogFormat
{
    /// <summary>Time, level, source and message on one line.</summary>
    Text,

    /// <summary>One JSON object a line.</summary>
    Json,
}
