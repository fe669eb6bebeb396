// The runtime's exceptions, in one place because they are a table of names and texts.
namespace Akka.Actor;

/// <summary>An actor's name is taken, empty or malformed.</summary>
public class InvalidActorNameException(string message) : AkkaException(message);

/// <summary>No answer came in time.</summary>
public class AskTimeoutException(string message) : AkkaException(message);

/// <summary>An actor could not be made; the reason is the inner exception.</summary>
public class ActorInitializationException : AkkaException
{
    public ActorInitializationException(string message)
        : base(message)
    {
    }

    public ActorInitializationException(IActorRef actor, string message, Exception? cause = null)
        : base(message, cause) => Actor = actor;

    public IActorRef? Actor { get; }
}

/// <summary>The old instance failed while it was told of its restart.</summary>
public class PreRestartException(IActorRef actor, Exception restartException, Exception cause, object? optionalMessage)
    : ActorInitializationException(actor, $"Exception in PreRestart(reason={cause.GetType()}, message={optionalMessage?.GetType()})", restartException);

/// <summary>The new instance could not be made or started; the inner exception is that failure.</summary>
public class PostRestartException(IActorRef actor, Exception cause, Exception originalCause)
    : ActorInitializationException(actor, $"Exception post restart ({originalCause.GetType()})", cause);

/// <summary>The actor was told <see cref="Kill"/>.</summary>
public class ActorKilledException(string message) : AkkaException(message);

/// <summary>A watched actor ended, and the watcher did not handle <see cref="Terminated"/>.</summary>
public class DeathPactException(IActorRef deadActor) : AkkaException($"Monitored actor [{deadActor}] terminated")
{
    public IActorRef DeadActor { get; } = deadActor;
}

/// <summary>Something was asked of an actor at a time when it may not be.</summary>
public class IllegalActorStateException(string message) : AkkaException(message);

/// <summary>A selection found nobody.</summary>
public class ActorNotFoundException(string message, Exception? innerException = null) : AkkaException(message, innerException);

/// <summary>Null was sent.</summary>
public class InvalidMessageException(string message) : AkkaException(message);

/// <summary>A bounded stash is full.</summary>
public class StashOverflowException(string message) : AkkaException(message);
