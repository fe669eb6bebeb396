using Akka.Actor;
using Akka.Configuration;

namespace Akka.Event;

/// <summary>Makes loggers.</summary>
public static class Logging
{
    // Above all levels: loglevel = OFF.
    internal const LogLevel Off = (LogLevel)int.MaxValue;

    /// <summary>The logger of an actor; its source is the actor's path.</summary>
    public static ILoggingAdapter GetLogger(this IActorContext context) =>
        new BusLogging(context.System.EventStream, PathOf(context.Self, context.System), context.Props.Type);

    /// <summary>A logger whose source is a name, a type, an actor, or an object's type.</summary>
    public static ILoggingAdapter GetLogger(ActorSystem system, object logSourceObj) => logSourceObj switch
    {
        IActorRef actor => new BusLogging(system.EventStream, PathOf(actor, system), actor.GetType()),
        Type type => new BusLogging(system.EventStream, $"{type.Name} ({system})", type),
        string name => new BusLogging(system.EventStream, $"{name} ({system})", typeof(string)),
        _ => new BusLogging(system.EventStream, $"{logSourceObj.GetType().Name} ({system})", logSourceObj.GetType())
    };

    /// <summary>DEBUG, INFO, WARNING, ERROR or OFF, in any case.</summary>
    /// <exception cref="ArgumentException">It is none of these.</exception>
    public static LogLevel LogLevelFor(string logLevel) => logLevel?.ToUpperInvariant() switch
    {
        "DEBUG" => LogLevel.DebugLevel,
        "INFO" => LogLevel.InfoLevel,
        "WARNING" => LogLevel.WarningLevel,
        "ERROR" => LogLevel.ErrorLevel,
        "OFF" => Off,
        _ => throw new ArgumentException(
            $"Unknown LogLevel: \"{logLevel}\". Valid values are: \"DEBUG\", \"INFO\", \"WARNING\", \"ERROR\", \"OFF\"", nameof(logLevel))
    };

    internal static Type ClassFor(LogLevel level) => level switch
    {
        LogLevel.DebugLevel => typeof(Debug),
        LogLevel.InfoLevel => typeof(Info),
        LogLevel.WarningLevel => typeof(Warning),
        _ => typeof(Error)
    };

    // Starts the loggers that the configuration names. Each is told to initialise before it is subscribed, so it misses nothing.
    internal static void StartLoggers(ActorSystemImpl system, IReadOnlyList<string> loggers)
    {
        for (var i = 0; i < loggers.Count; i++)
        {
            var type = TypeNames.Resolve(loggers[i])
                ?? throw new ConfigurationException($"Logger specified in config cannot be found: \"{loggers[i]}\"");
            var logger = system.SystemActorOf(Props.Create(type).WithDispatcher(Dispatch.Dispatchers.InternalDispatcherId), $"log{i + 1}-{type.Name}");
            logger.Tell(new InitializeLogger(system.EventStream), system.Provider.IgnoreRef);
            Subscribe(system.EventStream, logger, system.EventStream.LogLevel);
        }

        system.EventStream.Unsubscribe(StandardErrorLogger.Instance);
    }

    internal static void Subscribe(EventStream bus, IActorRef logger, LogLevel from)
    {
        for (var level = LogLevel.DebugLevel; level <= LogLevel.ErrorLevel; level++)
        {
            if (level >= from) bus.Subscribe(logger, ClassFor(level));
        }
    }

    private static string PathOf(IActorRef actor, ActorSystem system) =>
        actor.Path.ToStringWithAddress(((ActorSystemImpl)system).Provider.DefaultAddress);
}
