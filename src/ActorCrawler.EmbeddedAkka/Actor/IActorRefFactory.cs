namespace Akka.Actor;

/// <summary>Where actors are made and looked up: a system or an actor's context.</summary>
public interface IActorRefFactory
{
    /// <summary>Makes a child. Returns at once; the instance is made on the actor's dispatcher.</summary>
    /// <param name="props">What to make.</param>
    /// <param name="name">Unique among siblings until its bearer has ended; null for a made-up one.</param>
    /// <exception cref="InvalidActorNameException">The name is taken or malformed.</exception>
    IActorRef ActorOf(Props props, string? name = null);

    ActorSelection ActorSelection(ActorPath actorPath);

    /// <summary>The actors at a path: absolute, or relative to this one; elements may be "..", and hold * and ?.</summary>
    ActorSelection ActorSelection(string actorPath);
}
