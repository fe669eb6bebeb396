namespace Akka.Actor;

/// <summary>A reference for answers that nobody wants: what is told to it is gone, and is no dead letter.</summary>
internal sealed class IgnoreActorRef(LocalActorRefProvider provider) : InternalActorRef
{
    public override ActorPath Path { get; } = new ActorPath(Address.AllSystems) / "ignore";

    public override LocalActorRefProvider Provider { get; } = provider;

    public override void Tell(object message, IActorRef? sender)
    {
    }
}
