using Akka.Actor;

namespace Akka.Cluster;

/// <summary>Makes a system's <see cref="Cluster"/>.</summary>
public sealed class ClusterExtension : ExtensionIdProvider<Cluster>
{
    public override Cluster CreateExtension(ExtendedActorSystem system) => new((ActorSystemImpl)system);
}
