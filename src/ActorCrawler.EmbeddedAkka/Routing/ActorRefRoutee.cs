using Akka.Actor;

namespace Akka.Routing;

/// <summary>A routee that is an actor.</summary>
public sealed class ActorRefRoutee(IActorRef actor) : Routee, IEquatable<ActorRefRoutee>
{
    public IActorRef Actor { get; } = actor;

    public override void Send(object message, IActorRef? sender) => Actor.Tell(message, sender);

    public bool Equals(ActorRefRoutee? other) => other is not null && Actor.Equals(other.Actor);

    public override bool Equals(object? obj) => Equals(obj as ActorRefRoutee);

    public override int GetHashCode() => Actor.GetHashCode();
}
