using Akka.Actor;
using static Akka.Cluster.ClusterEvent;

namespace Akka.Cluster;

/// <summary>Who wants to know what of the cluster.</summary>
internal sealed class ClusterSubscribers(IActorContext context, UniqueAddress self)
{
    private readonly Dictionary<IActorRef, HashSet<Type>> _subscribers = [];

    public void Add(ClusterCommand.Subscribe subscribe, Membership membership)
    {
        if (_subscribers.TryGetValue(subscribe.Subscriber, out var known)) known.UnionWith(subscribe.To);
        else _subscribers.Add(subscribe.Subscriber, [.. subscribe.To]);
        context.Watch(subscribe.Subscriber);
        if (subscribe.Mode == SubscriptionInitialStateMode.InitialStateAsSnapshot)
        {
            subscribe.Subscriber.Tell(membership.Current);
            return;
        }

        foreach (var change in membership.Since(Membership.None, self))
        {
            if (subscribe.To.Any(type => type.IsInstanceOfType(change))) subscribe.Subscriber.Tell(change);
        }
    }

    public void Remove(IActorRef subscriber, Type? to)
    {
        if (!_subscribers.TryGetValue(subscriber, out var known)) return;
        if (to is not null) known.Remove(to);
        if (to is not null && known.Count > 0) return;
        _subscribers.Remove(subscriber);
        context.Unwatch(subscriber);
    }

    public void Tell(IClusterDomainEvent change)
    {
        foreach (var (subscriber, types) in _subscribers)
        {
            if (types.Any(type => type.IsInstanceOfType(change))) subscriber.Tell(change);
        }
    }
}
