using Akka.Actor;
using Akka.Remote;

namespace Akka.Cluster;

/// <summary>The provider of a system that is, or will be, a node of a cluster: <c>akka.actor.provider = cluster</c>.</summary>
internal sealed class ClusterActorRefProvider(ActorSystemImpl system) : RemoteActorRefProvider(system)
{
    internal override void Start()
    {
        base.Start();
        var cluster = Cluster.Get(System);
        if (cluster.Settings.SeedNodes.Count > 0) cluster.JoinSeedNodes(cluster.Settings.SeedNodes);
    }
}
