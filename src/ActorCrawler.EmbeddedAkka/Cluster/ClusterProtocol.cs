using Akka.Actor;
using Akka.Event;

// What the nodes of a cluster say to each other, and what this node's own door (Cluster) says to its daemon.
namespace Akka.Cluster;

/// <summary>A message between nodes; overtakes ordinary messages on its way.</summary>
internal abstract record ClusterProtocol : IDeadLetterSuppression
{
    /// <summary>A node wants to become a member.</summary>
    internal sealed record Join(UniqueAddress Node, string[] Roles) : ClusterProtocol;

    /// <summary>The authority tells what is so.</summary>
    internal sealed record State(Membership Membership) : ClusterProtocol;

    internal sealed record Leave(Address Address) : ClusterProtocol;

    internal sealed record Down(Address Address) : ClusterProtocol;

    /// <summary>A node that is to leave has understood.</summary>
    internal sealed record ExitingConfirmed(UniqueAddress Node) : ClusterProtocol;

    /// <summary>A sign of life, and the last state that was heard of.</summary>
    internal sealed record Heartbeat(UniqueAddress Node, long Version) : ClusterProtocol;
}

/// <summary>A message from <see cref="Cluster"/> to its daemon.</summary>
internal abstract record ClusterCommand
{
    internal sealed record JoinTo(IReadOnlyList<Address> Nodes) : ClusterCommand;

    internal sealed record Subscribe(IActorRef Subscriber, ClusterEvent.SubscriptionInitialStateMode Mode, Type[] To) : ClusterCommand;

    internal sealed record Unsubscribe(IActorRef Subscriber, Type? To) : ClusterCommand;

    internal sealed record SendCurrentState(IActorRef Receiver) : ClusterCommand;

    internal sealed record OnMemberUp(Action Callback) : ClusterCommand;

    internal sealed record OnMemberRemoved(Action Callback) : ClusterCommand;
}
