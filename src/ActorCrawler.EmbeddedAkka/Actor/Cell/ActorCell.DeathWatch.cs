using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

internal sealed partial class ActorCell
{
    // Whom this actor watches, with the message it asked for (null: Terminated).
    private readonly Dictionary<InternalActorRef, object?> _watching = [];
    private readonly HashSet<InternalActorRef> _watchedBy = [];

    // Terminated messages that stand in the mailbox: Unwatch still takes them back.
    private readonly Dictionary<InternalActorRef, object?> _terminatedQueued = [];

    public IActorRef Watch(IActorRef subject) => WatchFor(subject, null);

    public IActorRef WatchWith(IActorRef subject, object message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return WatchFor(subject, message);
    }

    public IActorRef Unwatch(IActorRef subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var watchee = InternalActorRef.From(subject);
        if (_watching.Remove(watchee)) watchee.SendSystemMessage(new Unwatch(watchee, Self));
        _terminatedQueued.Remove(watchee);
        return subject;
    }

    /// <summary>A stashed <see cref="Terminated"/> goes back into the mailbox: it is to be delivered a second time.</summary>
    internal void ExpectTerminated(Terminated terminated) => _terminatedQueued[InternalActorRef.From(terminated.ActorRef)] = null;

    private IActorRef WatchFor(IActorRef subject, object? message)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var watchee = InternalActorRef.From(subject);
        if (!watchee.Equals(Self) && _watching.TryAdd(watchee, message)) watchee.SendSystemMessage(new Watch(watchee, Self));
        return subject;
    }

    private void ReceiveTerminated(Terminated terminated)
    {
        if (_terminatedQueued.Remove(InternalActorRef.From(terminated.ActorRef), out var custom)) Deliver(custom ?? terminated);
    }

    private void WatchedActorTerminated(DeathWatchNotification notification)
    {
        var actor = notification.Actor;
        if (_watching.Remove(actor, out var custom) && !IsTerminating)
        {
            Self.Tell(new Terminated(actor, notification.ExistenceConfirmed, notification.AddressTerminated), actor);
            _terminatedQueued[actor] = custom;
        }

        if (TryFind(actor, out _)) HandleChildTerminated(actor);
    }

    private void AddWatcher(InternalActorRef watchee, InternalActorRef watcher)
    {
        if (watchee.Equals(Self) && !watcher.Equals(Self)) _watchedBy.Add(watcher);
        else if (watcher.Equals(Self)) WatchFor(watchee, null);
    }

    private void RemoveWatcher(InternalActorRef watchee, InternalActorRef watcher)
    {
        if (watchee.Equals(Self)) _watchedBy.Remove(watcher);
        else if (watcher.Equals(Self)) Unwatch(watchee);
    }

    // Those in other processes first: the last local watcher may be what keeps the connection alive.
    private void TellWatchersWeDied()
    {
        foreach (var watcher in _watchedBy.OrderBy(watcher => watcher.IsLocal))
        {
            if (!watcher.Equals(Parent)) watcher.SendSystemMessage(new DeathWatchNotification(Self, existenceConfirmed: true, addressTerminated: false));
        }

        _watchedBy.Clear();
    }

    private void UnwatchAll()
    {
        foreach (var watchee in _watching.Keys) watchee.SendSystemMessage(new Unwatch(watchee, Self));
        _watching.Clear();
        _terminatedQueued.Clear();
    }
}
