namespace Akka.Actor;

/// <summary>A reference to no actor; what is told to it is gone.</summary>
internal sealed class Nobody : InternalActorRef
{
    public static readonly Nobody Instance = new();

    private Nobody()
    {
    }

    public override ActorPath Path { get; } = new ActorPath(Address.AllSystems) / "Nobody";

    public override LocalActorRefProvider Provider => throw new NotSupportedException("Nobody does not provide.");

    public override void Tell(object message, IActorRef? sender)
    {
    }
}
