using Akka.Actor;
using Akka.Event;

namespace ActorCrawler.Actors.Logging;

/// <summary>Takes the actor system's log events to the crawl's log.</summary>
internal sealed class LogActor : UntypedActor
{
    private readonly CrawlLog _log;

    public LogActor(CrawlLog log) => _log = log;

    /// <summary>A listener that writes to a log; it does not own it.</summary>
    public static Props Props(CrawlLog log) => Akka.Actor.Props.Create(() => new LogActor(log));

    protected override void PreStart()
    {
        foreach (var kind in new[] { typeof(Error), typeof(Warning), typeof(Info), typeof(Debug) })
            Context.System.EventStream.Subscribe(Self, kind);
    }

    protected override void OnReceive(object message)
    {
        if (message is LogEvent entry) _log.Write(Level(entry), entry.LogClass.Name, entry.Message?.ToString() ?? "", entry.Cause);
        else Unhandled(message);
    }

    private static LogLevel Level(LogEvent entry) => entry switch
    {
        Error => LogLevel.Error,
        Warning => LogLevel.Warning,
        Info => LogLevel.Info,
        _ => LogLevel.Debug,
    };
}
