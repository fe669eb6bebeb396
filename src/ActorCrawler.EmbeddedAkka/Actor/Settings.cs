using Akka.Configuration;

namespace Akka.Actor;

/// <summary>The settings of a system: its configuration above the runtime's defaults, some of it read.</summary>
public sealed class Settings
{
    internal Settings(ActorSystem system, Config config)
    {
        System = system;
        Config = config.WithFallback(ConfigurationFactory.Default());
        LogLevel = Config.GetString("akka.loglevel")!;
        StdoutLogLevel = Config.GetString("akka.stdout-loglevel")!;
        Loggers = Config.GetStringList("akka.loggers");
        LogDeadLetters = Config.GetString("akka.log-dead-letters") switch
        {
            "on" or "true" => int.MaxValue,
            "off" or "false" => 0,
            _ => Config.GetInt("akka.log-dead-letters")
        };
        LogDeadLettersDuringShutdown = Config.GetBoolean("akka.log-dead-letters-during-shutdown");
        LogDeadLettersSuspendDuration = Config.GetTimeSpan("akka.log-dead-letters-suspend-duration");
        AskTimeout = Config.GetTimeSpan("akka.actor.ask-timeout");
        DebugUnhandledMessage = Config.GetBoolean("akka.actor.debug.unhandled");
    }

    public ActorSystem System { get; }

    public Config Config { get; }

    public string LogLevel { get; }

    /// <summary>The level from which lines are written while no logger is there.</summary>
    public string StdoutLogLevel { get; }

    public IList<string> Loggers { get; }

    /// <summary>How many dead letters are logged before the listener is quiet for a while; 0 for none.</summary>
    public int LogDeadLetters { get; }

    public bool LogDeadLettersDuringShutdown { get; }

    public TimeSpan LogDeadLettersSuspendDuration { get; }

    /// <summary>The time-out of an Ask without one; negative for none.</summary>
    public TimeSpan AskTimeout { get; }

    public bool DebugUnhandledMessage { get; }

    /// <summary>An instance of a class that the configuration names, made with these arguments.</summary>
    /// <exception cref="ConfigurationException">There is no such class, or it is no <typeparamref name="T"/>.</exception>
    internal T Make<T>(string key, params object[] arguments)
        where T : class
    {
        var name = Config.GetString(key) ?? throw new ConfigurationException($"{key} is missing.");
        var type = TypeNames.Resolve(name) ?? throw new ConfigurationException($"{key}: there is no class '{name}'.");
        return Activator.CreateInstance(type, arguments) as T
            ?? throw new ConfigurationException($"{key}: '{name}' is no {typeof(T).Name}.");
    }
}
