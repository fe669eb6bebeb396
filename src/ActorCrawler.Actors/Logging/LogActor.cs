using Akka.Actor;
using Akka.Event;

namespace ActorCrawler.Actors.Logging;

/// <summary>Takes the actor system's log events to the crawl's log.</summary>
internal sealed class LogActor : UntypedActor
{
    private const int MaxRemembered = 1_000;

    private static readonly TimeSpan RepeatAfter = TimeSpan.FromMinutes(1);

    private readonly CrawlLog _log;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, long> _said = [];

    public LogActor(CrawlLog log, TimeProvider time)
    {
        _log = log;
        _time = time;
    }

    /// <summary>A listener that writes to a log; it does not own it.</summary>
    /// <param name="log">The log.</param>
    /// <param name="time">The clock: what the runtime itself says again and again is written once a minute, such as that a node cannot be reached.</param>
    public static Props Props(CrawlLog log, TimeProvider time) => Akka.Actor.Props.Create(() => new LogActor(log, time));

    protected override void PreStart()
    {
        foreach (var kind in new[] { typeof(Error), typeof(Warning), typeof(Info), typeof(Debug) })
            Context.System.EventStream.Subscribe(Self, kind);
    }

    protected override void OnReceive(object message)
    {
        if (message is LogEvent entry && IsRepeated(entry)) return;
        if (message is LogEvent line) _log.Write(Level(line), line.LogClass.Name, line.Message?.ToString() ?? "", line.Cause);
        else Unhandled(message);
    }

    private bool IsRepeated(LogEvent entry)
    {
        if (entry is Error || entry.LogClass.Namespace?.StartsWith("Akka", StringComparison.Ordinal) != true) return false;
        var key = $"{entry.LogClass.Name} {(entry.Message as LogMessage)?.Format ?? entry.Message?.ToString()}";
        if (_said.TryGetValue(key, out var at) && _time.GetElapsedTime(at) < RepeatAfter) return true;
        if (_said.Count >= MaxRemembered) _said.Clear();
        _said[key] = _time.GetTimestamp();
        return false;
    }

    private static LogLevel Level(LogEvent entry) => entry switch
    {
        Error => LogLevel.Error,
        Warning => LogLevel.Warning,
        Info => LogLevel.Info,
        _ => LogLevel.Debug,
    };
}
