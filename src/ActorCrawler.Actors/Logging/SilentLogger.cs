using Akka.Actor;
using Akka.Event;

namespace ActorCrawler.Actors.Logging;

/// <summary>Stands where Akka.NET wants a logger to be configured, and says nothing: <see cref="LogActor"/> is given each crawl's own log.</summary>
public sealed class SilentLogger : UntypedActor
{
    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        if (message is InitializeLogger) Sender.Tell(new LoggerInitialized());
    }
}
