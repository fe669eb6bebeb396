namespace Akka.Event;

/// <summary>A logger actor's answer to <see cref="InitializeLogger"/>.</summary>
public sealed class LoggerInitialized;
