using Akka.Actor;
using Akka.Serialization;

namespace ActorCrawler.Actors.Wire;

/// <summary>Before Akka.NET's serializer of assorted messages: who an actor is, and the heartbeats of watched nodes.</summary>
internal sealed class MiscGuard(ExtendedActorSystem system)
    : GuardedSerializer(system, "Akka.Remote.Serialization.MiscMessageSerializer, Akka.Remote", 16)
{
    protected override string Name(object message) => ((SerializerWithStringManifest)Guarded!).Manifest(message);

    protected override bool Passes(string manifest) => manifest is "ID" or "AID" or "RWHB" or "RWHR";

    protected override object Read(Serializer guarded, byte[] bytes, string manifest) => ((SerializerWithStringManifest)guarded).FromBinary(bytes, manifest);
}
