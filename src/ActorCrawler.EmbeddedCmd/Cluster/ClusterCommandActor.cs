using Akka.Actor;
using Petabridge.Cmd.Host;
using AkkaCluster = Akka.Cluster.Cluster;

namespace Petabridge.Cmd.Cluster;

/// <summary>Carries out the palette <c>cluster</c>.</summary>
internal sealed class ClusterCommandActor : CommandHandlerActor
{
    public ClusterCommandActor()
        : base(ClusterCommands.ClusterPalette)
    {
        Process(ClusterCommands.Show.Name, _ => Show());
        Process(ClusterCommands.Leave.Name, command => Change(command, "leaving", (cluster, address) => cluster.Leave(address)));
        Process(ClusterCommands.Down.Name, command => Change(command, "down", (cluster, address) => cluster.Down(address)));
    }

    private static AkkaCluster? Cluster =>
        Context.System.Settings.Config.GetString("akka.actor.provider") is { } provider && provider.Contains("cluster", StringComparison.OrdinalIgnoreCase)
            ? AkkaCluster.Get(Context.System)
            : null;

    private void Show()
    {
        if (Cluster is not { } cluster)
        {
            NoCluster();
            return;
        }

        var state = cluster.State;
        foreach (var member in state.Members)
        {
            var reachable = state.Unreachable.Contains(member) ? "unreachable" : "";
            Sender.Tell(new CommandResponse(
                $"{member.Address} | [{string.Join(",", member.Roles)}] | {member.Status.ToString().ToLowerInvariant()} | {reachable}".TrimEnd(), final: false));
        }

        Sender.Tell(new CommandResponse($"Count: {state.Members.Count} {(state.Members.Count == 1 ? "node" : "nodes")}"));
    }

    private void Change(Command command, string what, Action<AkkaCluster, Address> change)
    {
        if (Cluster is not { } cluster)
        {
            NoCluster();
            return;
        }

        var text = command.Arguments[0].Item2;
        var member = cluster.State.Members.FirstOrDefault(m => m.Address.ToString() == text || m.Address.HostPort() == text || $"{m.Address.Host}:{m.Address.Port}" == text);
        if (member is null)
        {
            Sender.Tell(new ErroredCommandResponse($"{text} is not a member of the cluster; see: cluster show"));
            return;
        }

        if (member.Address == cluster.SelfAddress)
        {
            Sender.Tell(new ErroredCommandResponse($"{member.Address} is the node that is asked: what runs there would end with it"));
            return;
        }

        change(cluster, member.Address);
        Sender.Tell(new CommandResponse($"{member.Address} is {what}"));
    }

    private void NoCluster() => Sender.Tell(new ErroredCommandResponse("this node belongs to no cluster: it runs in one process"));
}
