using Akka.Actor;
using Akka.Serialization;

namespace ActorCrawler.Actors.Wire;

/// <summary>Before Akka.NET's serializer of messages to actors by their path. It needs no class; this keeps one that is named from being looked for.</summary>
internal sealed class ContainerGuard(ExtendedActorSystem system)
    : GuardedSerializer(system, "Akka.Remote.Serialization.MessageContainerSerializer, Akka.Remote", 6)
{
    protected override string Name(object message) => "";

    protected override bool Passes(string manifest) => string.IsNullOrEmpty(manifest);

    protected override object Read(Serializer guarded, byte[] bytes, string manifest) => guarded.FromBinary(bytes, typeof(object));
}
