using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>An actor whose handlers are chosen by the message's type, in the order in which they were registered.</summary>
public abstract class ReceiveActor : UntypedActor
{
    private readonly MessageHandlers _handlers = new();
    private MessageHandlers? _configuring;

    protected ReceiveActor() => _configuring = _handlers;

    protected sealed override void OnReceive(object message) => Run(_handlers, message);

    /// <summary>Handles messages of type <typeparamref name="T"/> for which <paramref name="shouldHandle"/>, if given, holds.</summary>
    /// <exception cref="InvalidOperationException">Not in the constructor nor in Become, or after a handler that takes everything.</exception>
    protected void Receive<T>(Action<T> handler, Predicate<T>? shouldHandle = null) => Configuring.Add(handler, shouldHandle);

    protected void Receive<T>(Predicate<T> shouldHandle, Action<T> handler) => Configuring.Add(handler, shouldHandle);

    /// <summary>A handler that says itself whether it has handled the message; if not, the next one is asked.</summary>
    protected void Receive<T>(Func<T, bool> handler) => Configuring.Add(handler);

    protected void ReceiveAny(Action<object> handler) => Configuring.Add(handler, null);

    /// <summary>As <see cref="Receive{T}(Action{T}, Predicate{T}?)"/>; no other message is handled before the task has ended.</summary>
    protected void ReceiveAsync<T>(Func<T, Task> handler, Predicate<T>? shouldHandle = null) => Configuring.Add(Async(handler), shouldHandle);

    protected void ReceiveAsync<T>(Predicate<T> shouldHandle, Func<T, Task> handler) => Configuring.Add(Async(handler), shouldHandle);

    protected void ReceiveAnyAsync(Func<object, Task> handler) => Configuring.Add(Async(handler), null);

    /// <summary>Replaces the handlers by those that <paramref name="configure"/> registers.</summary>
    protected void Become(Action configure)
    {
        var handlers = Configure(configure);
        base.Become(message => Run(handlers, message));
    }

    /// <summary>As <see cref="Become(Action)"/>, until <see cref="ActorBase.UnbecomeStacked"/>.</summary>
    protected void BecomeStacked(Action configure)
    {
        var handlers = Configure(configure);
        base.BecomeStacked(message => Run(handlers, message));
    }

    private protected override void EndOfConstruction() => _configuring = null;

    private static Action<T> Async<T>(Func<T, Task> handler) => message => ActorTaskScheduler.RunTask(() => handler(message));

    private MessageHandlers Configuring => _configuring
        ?? throw new InvalidOperationException("You may only call Receive-methods when constructing the actor and inside Become().");

    private MessageHandlers Configure(Action configure)
    {
        var (outer, handlers) = (_configuring, new MessageHandlers());
        _configuring = handlers;
        try
        {
            configure();
        }
        finally
        {
            _configuring = outer;
        }

        return handlers;
    }

    private void Run(MessageHandlers handlers, object message)
    {
        if (!handlers.Handle(message)) Unhandled(message);
    }
}
