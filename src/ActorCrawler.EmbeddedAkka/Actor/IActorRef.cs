namespace Akka.Actor;

/// <summary>A handle on an actor, here or in another process. Equal to another when path and uid are.</summary>
public interface IActorRef : ICanTell, IEquatable<IActorRef>, IComparable<IActorRef>
{
    ActorPath Path { get; }
}
