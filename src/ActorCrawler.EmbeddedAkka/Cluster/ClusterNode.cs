using Akka.Actor;
using Akka.Event;
using Akka.Remote;
using static Akka.Cluster.ClusterEvent;

namespace Akka.Cluster;

/// <summary>This node's view of the cluster, and everybody who is to hear when it changes: subscribers, callbacks, other nodes.</summary>
internal sealed class ClusterNode(Cluster cluster, RemoteActorRefProvider provider, IActorContext context, ILoggingAdapter log)
{
    private readonly List<Action> _onUp = [];
    private readonly List<Action> _onRemoved = [];

    public UniqueAddress Self { get; } = cluster.SelfUniqueAddress;

    public ClusterSubscribers Subscribers { get; } = new(context, cluster.SelfUniqueAddress);

    public Membership Membership { get; private set; } = Membership.None;

    /// <summary>True on the node that decides.</summary>
    public bool IsAuthority => Membership.Authority == Self;

    /// <param name="next">What is so from now on.</param>
    /// <param name="also">A node that is no member any more and is to know.</param>
    public void Change(Membership next, Address? also = null)
    {
        Publish(next);
        if (!IsAuthority) return;
        Broadcast(next);
        if (also is not null) Send(also, new ClusterProtocol.State(next));
    }

    public void Broadcast(Membership membership)
    {
        foreach (var member in membership.Members.Where(member => member.UniqueAddress != Self))
            Send(member.Address, new ClusterProtocol.State(membership));
    }

    public void Send(Address address, ClusterProtocol message) =>
        provider.ResolveRemote(new ActorPath(address) / "system" / ClusterDaemon.Name).Tell(message, context.Self);

    public void OnMemberUp(Action callback)
    {
        if (cluster.IsUp) Run(callback);
        else _onUp.Add(callback);
    }

    public void OnMemberRemoved(Action callback)
    {
        if (cluster.IsTerminated) Run(callback);
        else _onRemoved.Add(callback);
    }

    /// <summary>This node has been downed, or has no authority any more.</summary>
    public void PutSelfOut()
    {
        if (Membership.Find(Self) is null || cluster.IsTerminated) return;
        log.Warning("Node [{0}] is out of the cluster", Self.Address);
        Change(Membership.With(Self, MemberStatus.Down));
        Removed(Membership.With(Self, MemberStatus.Removed), CoordinatedShutdown.ClusterDowningReason.Instance);
    }

    /// <summary>This node is no member any more, for good.</summary>
    public void Removed(Membership last, CoordinatedShutdown.Reason reason)
    {
        cluster.Terminate();
        Publish(last);
        Subscribers.Tell(ClusterShuttingDown.Instance);
        foreach (var callback in _onRemoved) Run(callback);
        _onRemoved.Clear();
        if (reason is CoordinatedShutdown.ClusterLeavingReason || cluster.Settings.RunCoordinatedShutdownWhenDown)
            _ = CoordinatedShutdown.Get(context.System).Run(reason);
    }

    private void Publish(Membership next)
    {
        var before = Membership;
        Membership = next;
        cluster.Show(next);
        var watcher = provider.Transport.Watcher;
        foreach (var member in next.Members.Except(before.Members)) watcher.Exempt(member.Address, exempt: true);
        foreach (var member in before.Members.Where(member => next.Find(member.Address) is null)) watcher.Exempt(member.Address, exempt: false);
        foreach (var change in next.Since(before, Self)) Subscribers.Tell(change);
        if (!cluster.IsUp) return;
        foreach (var callback in _onUp) Run(callback);
        _onUp.Clear();
    }

    private void Run(Action callback)
    {
        try
        {
            callback();
        }
        catch (Exception e)
        {
            log.Error(e, "A callback of the cluster failed: {0}", e.Message);
        }
    }
}
