namespace Akka.Event;

/// <summary>The first message of a logger actor, which answers <see cref="LoggerInitialized"/>.</summary>
public sealed class InitializeLogger(EventStream loggingBus)
{
    public EventStream LoggingBus { get; } = loggingBus;
}
