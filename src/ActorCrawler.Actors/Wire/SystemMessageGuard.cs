using Akka.Actor;
using Akka.Serialization;

namespace ActorCrawler.Actors.Wire;

/// <summary>Before Akka.NET's serializer of system messages: death watch, and nothing by which one node rules another's actors.</summary>
internal sealed class SystemMessageGuard(ExtendedActorSystem system)
    : GuardedSerializer(system, "Akka.Remote.Serialization.SystemMessageSerializer, Akka.Remote", 22)
{
    protected override string Name(object message) => message.GetType().Name;

    protected override bool Passes(string manifest) => manifest is "Watch" or "Unwatch" or "DeathWatchNotification";

    protected override object Read(Serializer guarded, byte[] bytes, string manifest) =>
        guarded.FromBinary(bytes, Type.GetType($"Akka.Dispatch.SysMsg.{manifest}, Akka", throwOnError: true)!);
}
