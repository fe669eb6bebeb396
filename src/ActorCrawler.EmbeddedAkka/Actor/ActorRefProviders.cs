using Akka.Cluster;
using Akka.Configuration;
using Akka.Remote;

namespace Akka.Actor;

/// <summary>The kinds of <c>akka.actor.provider</c>.</summary>
internal static class ActorRefProviders
{
    internal static LocalActorRefProvider Create(string? kind, ActorSystemImpl system) => kind switch
    {
        "local" => new LocalActorRefProvider(system),
        "remote" => new RemoteActorRefProvider(system),
        "cluster" => new ClusterActorRefProvider(system),
        _ => throw new ConfigurationException($"akka.actor.provider is '{kind}'; it must be local, remote or cluster.")
    };
}
