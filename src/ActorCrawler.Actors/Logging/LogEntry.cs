namespace ActorCrawler.Actors.Logging;

/// <summary>Something that happened.</summary>
/// <param name="At">When.</param>
/// <param name="Level">How much it matters.</param>
/// <param name="Source">Which part of the crawler says so; empty for none.</param>
/// <param name="Message">What happened.</param>
/// <param name="Error">The exception behind it.</param>
public sealed record LogEntry(DateTimeOffset At, LogLevel Level, string Source, string Message, Exception? Error = null);
