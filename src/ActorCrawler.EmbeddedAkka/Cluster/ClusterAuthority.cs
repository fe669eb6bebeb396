using Akka.Actor;
using Akka.Event;

namespace Akka.Cluster;

/// <summary>The decisions of the one node that makes them: who is in, who is out.</summary>
internal sealed class ClusterAuthority(ClusterNode node, ClusterLiveness liveness, ILoggingAdapter log, Action<UniqueAddress> quarantine)
{
    /// <summary>Starts a cluster with this node as its first member.</summary>
    public void Found(IEnumerable<string> roles)
    {
        log.Info("Node [{0}] is starting a new cluster", node.Self.Address);
        node.Change((Membership.None with { Authority = node.Self }).Add(node.Self, roles));
        node.Change(node.Membership.With(node.Self, MemberStatus.Up));
    }

    public void Handle(ClusterProtocol request)
    {
        switch (request)
        {
            case ClusterProtocol.Join join:
                Admit(join);
                break;
            case ClusterProtocol.Leave leave:
                Leave(leave.Address);
                break;
            case ClusterProtocol.Down down:
                Down(down.Address);
                break;
            case ClusterProtocol.ExitingConfirmed confirmed:
                node.Change(node.Membership.With(confirmed.Node, MemberStatus.Removed), confirmed.Node.Address);
                break;
            case ClusterProtocol.Heartbeat heartbeat:
                // A state may be lost with its connection.
                if (heartbeat.Version < node.Membership.Version && node.Membership.Find(heartbeat.Node) is not null)
                    node.Send(heartbeat.Node.Address, new ClusterProtocol.State(node.Membership));
                break;
        }
    }

    public void Down(Address address)
    {
        if (node.Membership.Find(address) is not { } member) return;
        if (member.UniqueAddress == node.Self)
        {
            node.PutSelfOut();
            return;
        }

        log.Info("Marking node [{0}] as [Down]", address);
        node.Change(node.Membership.With(member.UniqueAddress, MemberStatus.Down));
        node.Change(node.Membership.With(member.UniqueAddress, MemberStatus.Removed), address);
        quarantine(member.UniqueAddress);
    }

    /// <summary>The process of a node is dead for certain.</summary>
    public void Lost(UniqueAddress lost)
    {
        if (node.Membership.Find(lost) is not { } member) return;
        if (member.Status == MemberStatus.Exiting)
        {
            node.Change(node.Membership.With(lost, MemberStatus.Removed));
            return;
        }

        if (!node.Membership.Unreachable.Contains(lost)) node.Change(node.Membership.Reach(lost, isReachable: false));
        Down(lost.Address);
    }

    private void Admit(ClusterProtocol.Join join)
    {
        if (node.Membership.Find(join.Node) is not null)
        {
            node.Send(join.Node.Address, new ClusterProtocol.State(node.Membership));
            return;
        }

        if (node.Membership.Find(join.Node.Address) is { } older)
        {
            log.Info("New incarnation of existing member [{0}] is trying to join. Existing will be removed from the cluster.", older.Address);
            Down(older.Address);
        }

        log.Info("Node [{0}] is joining with roles [{1}]", join.Node.Address, string.Join(",", join.Roles));
        liveness.Heard(join.Node);
        node.Change(node.Membership.Add(join.Node, join.Roles));
        node.Change(node.Membership.With(join.Node, MemberStatus.Up));
    }

    private void Leave(Address address)
    {
        if (node.Membership.Find(address) is not { Status: MemberStatus.Up or MemberStatus.Joining } member) return;
        node.Change(node.Membership.With(member.UniqueAddress, MemberStatus.Leaving));
        node.Change(node.Membership.With(member.UniqueAddress, MemberStatus.Exiting));
        if (member.UniqueAddress != node.Self) return;
        // The others go on, without anybody who could let new members in.
        var without = node.Membership.With(node.Self, MemberStatus.Removed) with { Authority = null };
        node.Broadcast(without);
        node.Removed(without, CoordinatedShutdown.ClusterLeavingReason.Instance);
    }
}
