using Akka.Actor;

// The runtime's own messages, in one place because they are one protocol (Akka's DispatchSysMsg). They overtake all others, are handled even
// while an actor is suspended, and keep their order among themselves.
namespace Akka.Dispatch.SysMsg;

/// <summary>A message of the runtime; itself the link of the queue it stands in.</summary>
internal abstract class SystemMessage
{
    internal SystemMessage? Next { get; set; }
}

/// <summary>The first message of every actor: make the instance.</summary>
internal sealed class Create : SystemMessage;

internal sealed class Terminate : SystemMessage;

internal sealed class Suspend : SystemMessage;

/// <param name="causedByFailure">The failure that the supervisor forgave, null when the actor was only suspended along with its parent.</param>
internal sealed class Resume(Exception? causedByFailure) : SystemMessage
{
    public Exception? CausedByFailure { get; } = causedByFailure;
}

/// <summary>Restart: replace the instance.</summary>
internal sealed class Recreate(Exception cause) : SystemMessage
{
    public Exception Cause { get; } = cause;
}

/// <summary>A child tells its supervisor that it failed. The uid guards against a child that was replaced meanwhile.</summary>
internal sealed class Failed(InternalActorRef child, Exception cause) : SystemMessage
{
    public InternalActorRef Child { get; } = child;

    public Exception Cause { get; } = cause;
}

internal sealed class Watch(InternalActorRef watchee, InternalActorRef watcher) : SystemMessage
{
    public InternalActorRef Watchee { get; } = watchee;

    public InternalActorRef Watcher { get; } = watcher;
}

internal sealed class Unwatch(InternalActorRef watchee, InternalActorRef watcher) : SystemMessage
{
    public InternalActorRef Watchee { get; } = watchee;

    public InternalActorRef Watcher { get; } = watcher;
}

/// <summary>Told to parent and watchers when an actor is gone, or its node is.</summary>
internal sealed class DeathWatchNotification(InternalActorRef actor, bool existenceConfirmed, bool addressTerminated) : SystemMessage
{
    public InternalActorRef Actor { get; } = actor;

    public bool ExistenceConfirmed { get; } = existenceConfirmed;

    public bool AddressTerminated { get; } = addressTerminated;
}

/// <summary>A continuation of an asynchronous handler, to be run by its actor.</summary>
internal sealed class RunContinuation(ActorTaskScheduler scheduler, Task task) : SystemMessage
{
    public ActorTaskScheduler Scheduler { get; } = scheduler;

    public Task Task { get; } = task;
}
