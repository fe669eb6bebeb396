using Akka.Event;

namespace Akka.Actor;

/// <summary>The base of all actors: one message at a time, state of its own, no locks.</summary>
public abstract class ActorBase
{
    private SupervisorStrategy? _strategy;
    private ActorStash? _stash;

    /// <exception cref="ActorInitializationException">The actor was made with <c>new</c> outside of <see cref="Props"/>.</exception>
    protected ActorBase()
    {
        var cell = ActorCell.Current
            ?? throw new ActorInitializationException("Do not create actors using 'new', always create them using an ActorContext/System");
        if (this is IWithTimers withTimers) withTimers.Timers = new TimerScheduler(cell, this);
        cell.Become(Receive);
    }

    protected IActorRef Sender => Context.Sender;

    protected IActorRef Self => Context.Self;

    /// <summary>The actor's surroundings. Only to be used by the actor itself while it handles a message.</summary>
    /// <exception cref="NotSupportedException">No actor is running on this thread.</exception>
    protected static IActorContext Context => ActorCell.Current
        ?? throw new NotSupportedException(
            "There is no active ActorContext, this is most likely due to use of async operations from within this actor.");

    /// <summary>A behaviour that handles nothing.</summary>
    protected static Receive EmptyReceive => static _ => false;

    // What supervises this actor's children: the one from its props, else its own.
    internal SupervisorStrategy EffectiveStrategy => _strategy ??= SupervisorStrategy();

    public virtual void AroundPreStart() => PreStart();

    public virtual void AroundPostStop()
    {
        CancelTimers();
        PostStop();
    }

    public virtual void AroundPreRestart(Exception cause, object message)
    {
        CancelTimers();
        PreRestart(cause, message);
    }

    public virtual void AroundPostRestart(Exception cause, object message) => PostRestart(cause);

    protected internal virtual bool AroundReceive(Receive receive, object message)
    {
        var handled = receive(message);
        if (!handled) Unhandled(message);
        return handled;
    }

    /// <summary>Handles a message; false when it does not know it.</summary>
    protected abstract bool Receive(object message);

    /// <summary>Before the first message of the first instance, and through <see cref="PostRestart"/> of each later one.</summary>
    protected virtual void PreStart()
    {
    }

    /// <summary>After the last message.</summary>
    protected virtual void PostStop()
    {
    }

    /// <summary>On the old instance before a restart: stops all children and calls <see cref="PostStop"/>.</summary>
    protected virtual void PreRestart(Exception reason, object message)
    {
        foreach (var child in Context.GetChildren())
        {
            Context.Unwatch(child);
            Context.Stop(child);
        }

        PostStop();
    }

    /// <summary>On the new instance after a restart: calls <see cref="PreStart"/>.</summary>
    protected virtual void PostRestart(Exception reason) => PreStart();

    /// <summary>How failures of children are dealt with.</summary>
    protected virtual SupervisorStrategy SupervisorStrategy() => Actor.SupervisorStrategy.DefaultStrategy;

    /// <summary>A message without a handler: published as <see cref="UnhandledMessage"/>; <see cref="Terminated"/> fails the actor.</summary>
    /// <exception cref="DeathPactException">A watched actor ended and nobody handles that.</exception>
    protected virtual void Unhandled(object message)
    {
        if (message is Terminated terminated) throw new DeathPactException(terminated.ActorRef);
        Context.System.EventStream.Publish(new UnhandledMessage(message, Sender, Self));
    }

    protected void Become(Receive receive) => Context.Become(receive);

    protected void BecomeStacked(Receive receive) => Context.BecomeStacked(receive);

    protected void UnbecomeStacked() => Context.UnbecomeStacked();

    /// <summary>Sends <see cref="ReceiveTimeout"/> when no message came for that long; null turns it off.</summary>
    protected void SetReceiveTimeout(TimeSpan? timeout) => Context.SetReceiveTimeout(timeout);

    // Called once, after the constructor.
    internal void Initialize(ActorCell cell)
    {
        _strategy = cell.Props.SupervisorStrategy;
        if (this is IWithStash withStash) withStash.Stash = _stash = new ActorStash(cell);
        EndOfConstruction();
    }

    internal void ReleaseStash() => _stash?.UnstashAll();

    private protected virtual void EndOfConstruction()
    {
    }

    private void CancelTimers() => (this as IWithTimers)?.Timers?.CancelAll();
}
