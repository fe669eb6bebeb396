using Akka.Actor;
using Akka.Dispatch.SysMsg;

namespace Akka.Remote;

/// <summary>
/// Death watch across processes. Remembers who watches whom, so that a lost connection loses no news: when it is back, all is watched
/// again, and a process that is dead has all its actors reported. Peers that say nothing for too long count as dead.
/// </summary>
internal sealed class RemoteWatcher(RemoteTransport transport)
{
    private readonly Lock _lock = new();

    // Local watchers of remote actors, and remote watchers of local ones, by the peer's address.
    private readonly Dictionary<Address, HashSet<(RemoteActorRef Watchee, InternalActorRef Watcher)>> _outgoing = [];
    private readonly Dictionary<Address, HashSet<(InternalActorRef Watchee, RemoteActorRef Watcher)>> _incoming = [];

    // Peers whose life somebody else looks after: the members of the cluster.
    private readonly HashSet<Address> _exempt = [];
    private ITimer? _timer;
    private TimeSpan _lastTick;

    public void Start()
    {
        _lastTick = transport.Clock;
        _timer = TimeProvider.System.CreateTimer(_ => Tick(), null, transport.Settings.HeartbeatInterval, transport.Settings.HeartbeatInterval);
    }

    public void Stop() => _timer?.Dispose();

    public void Exempt(Address address, bool exempt)
    {
        lock (_lock)
        {
            if (exempt) _exempt.Add(address);
            else _exempt.Remove(address);
        }
    }

    public void Watch(RemoteActorRef watchee, InternalActorRef watcher)
    {
        lock (_lock)
        {
            var ofPeer = Of(_outgoing, watchee.Path.Address);
            if (ofPeer.Count == 0) watchee.Association.LastHeard = transport.Clock;
            ofPeer.Add((watchee, watcher));
        }

        RemoteCourier.SendSystem(SystemFrame.Watch, watchee, watcher, watchee.Association);
    }

    public void Unwatch(RemoteActorRef watchee, InternalActorRef watcher)
    {
        lock (_lock) Remove(_outgoing, watchee.Path.Address, (watchee, watcher));
        RemoteCourier.SendSystem(SystemFrame.Unwatch, watchee, watcher, watchee.Association);
    }

    /// <summary>A local actor has ended; tells its remote watcher.</summary>
    public void TellEnded(DeathWatchNotification notification, RemoteActorRef watcher)
    {
        lock (_lock) Remove(_incoming, watcher.Path.Address, (notification.Actor, watcher));
        var kind = notification.ExistenceConfirmed ? SystemFrame.Ended : SystemFrame.NeverThere;
        RemoteCourier.SendSystem(kind, watcher, notification.Actor, watcher.Association);
    }

    /// <summary>A remote actor has ended.</summary>
    public void Ended(RemoteActorRef watchee, InternalActorRef watcher, bool existenceConfirmed)
    {
        // Who watched a path without uid waits for news about that path.
        var asWatched = watchee;
        lock (_lock)
        {
            if (!Remove(_outgoing, watchee.Path.Address, (watchee, watcher)))
            {
                var anyone = new RemoteActorRef(watchee.Path.WithUid(0), (RemoteActorRefProvider)watchee.Provider);
                if (Remove(_outgoing, watchee.Path.Address, (anyone, watcher))) asWatched = anyone;
            }
        }

        watcher.SendSystemMessage(new DeathWatchNotification(asWatched, existenceConfirmed, addressTerminated: false));
    }

    public void WatchedFrom(InternalActorRef watchee, RemoteActorRef watcher)
    {
        lock (_lock) Of(_incoming, watcher.Path.Address).Add((watchee, watcher));
        watchee.SendSystemMessage(new Watch(watchee, watcher));
    }

    public void UnwatchedFrom(InternalActorRef watchee, RemoteActorRef watcher)
    {
        lock (_lock) Remove(_incoming, watcher.Path.Address, (watchee, watcher));
        watchee.SendSystemMessage(new Unwatch(watchee, watcher));
    }

    /// <summary>There is a new connection: whatever the old one may have lost is said again.</summary>
    public void Rewatch(Association association)
    {
        (RemoteActorRef Watchee, InternalActorRef Watcher)[] pairs;
        lock (_lock) pairs = [.. _outgoing.GetValueOrDefault(association.Address) ?? []];
        foreach (var (watchee, watcher) in pairs) RemoteCourier.SendSystem(SystemFrame.Watch, watchee, watcher, association);
    }

    /// <summary>There is no process at that address any more, or another one: all that was there has ended.</summary>
    public void AddressTerminated(Address address)
    {
        HashSet<(RemoteActorRef Watchee, InternalActorRef Watcher)>? watched;
        HashSet<(InternalActorRef Watchee, RemoteActorRef Watcher)>? watching;
        lock (_lock)
        {
            _outgoing.Remove(address, out watched);
            _incoming.Remove(address, out watching);
        }

        foreach (var (watchee, watcher) in watched ?? [])
            watcher.SendSystemMessage(new DeathWatchNotification(watchee, existenceConfirmed: false, addressTerminated: true));
        foreach (var (watchee, watcher) in watching ?? []) watchee.SendSystemMessage(new Unwatch(watchee, watcher));
    }

    private void Tick()
    {
        var now = transport.Clock;
        var late = now - _lastTick - transport.Settings.HeartbeatInterval;
        _lastTick = now;
        Address[] watched;
        lock (_lock) watched = [.. _outgoing.Keys.Where(address => !_exempt.Contains(address))];
        foreach (var address in watched)
        {
            var association = transport.AssociationFor(address);
            // This process has slept, not the peers: they have not had their chance to be heard.
            if (late > transport.Settings.HeartbeatInterval) association.LastHeard = now;
            RemoteCourier.SendHeartbeat(association, wantsReply: true);
            association.DiedUnlessHeardSince(now - transport.Settings.HeartbeatPause);
        }
    }

    private static HashSet<T> Of<T>(Dictionary<Address, HashSet<T>> pairs, Address address) =>
        pairs.TryGetValue(address, out var known) ? known : pairs[address] = [];

    private static bool Remove<T>(Dictionary<Address, HashSet<T>> pairs, Address address, T pair)
    {
        if (!pairs.TryGetValue(address, out var known) || !known.Remove(pair)) return false;
        if (known.Count == 0) pairs.Remove(address);
        return true;
    }
}
