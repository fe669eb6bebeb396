using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.Actor;

/// <summary>A tree of actors and what they share.</summary>
public abstract class ActorSystem : IActorRefFactory
{
    public abstract Settings Settings { get; }

    public abstract string Name { get; }

    public abstract EventStream EventStream { get; }

    /// <summary>Where messages to nobody go.</summary>
    public abstract IActorRef DeadLetters { get; }

    public abstract Dispatchers Dispatchers { get; }

    public abstract IScheduler Scheduler { get; }

    /// <summary>What turns messages into bytes for other processes, and back.</summary>
    public abstract Serialization.Serialization Serialization { get; }

    public abstract ILoggingAdapter Log { get; }

    /// <summary>Completes when all actors have ended and the callbacks of <see cref="RegisterOnTermination"/> have run.</summary>
    public abstract Task WhenTerminated { get; }

    /// <summary>Makes and starts a system with the runtime's defaults.</summary>
    public static ActorSystem Create(string name) => Create(name, ConfigurationFactory.Empty);

    /// <summary>Makes and starts a system. <paramref name="config"/> goes before the runtime's defaults.</summary>
    /// <exception cref="ArgumentException">The name is no letter or digit followed by letters, digits, '-' and '_'.</exception>
    /// <exception cref="ConfigurationException">The configuration asks for what there is not.</exception>
    public static ActorSystem Create(string name, Config config)
    {
        var system = new ActorSystemImpl(name, config);
        system.Start();
        return system;
    }

    public abstract IActorRef ActorOf(Props props, string? name = null);

    public abstract ActorSelection ActorSelection(ActorPath actorPath);

    public abstract ActorSelection ActorSelection(string actorPath);

    public abstract void Stop(IActorRef actor);

    /// <summary>Runs coordinated shutdown, at whose end all actors are stopped. The task is <see cref="WhenTerminated"/>.</summary>
    public abstract Task Terminate();

    /// <summary>Runs <paramref name="code"/> when all actors have ended; what was registered last runs first.</summary>
    public abstract void RegisterOnTermination(Action code);

    /// <summary>The extension of that id, made now if it is not there yet.</summary>
    public abstract object RegisterExtension(IExtensionId extension);

    public abstract bool HasExtension<T>()
        where T : class, IExtension;

    public override string ToString() => $"akka://{Name}";
}
