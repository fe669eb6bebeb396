namespace Akka.Actor;

/// <summary>Where a system's references come from.</summary>
public interface IActorRefProvider
{
    /// <summary>The address at which other systems reach this one; its local address when they cannot.</summary>
    Address DefaultAddress { get; }

    IActorRef DeadLetters { get; }

    /// <summary>
    /// The actor at a path as <see cref="ActorPath.ToSerializationFormatWithAddress"/> writes it, in this system or another. Of a path
    /// in this system where nobody is (any more): a reference to the dead letters under that path.
    /// </summary>
    IActorRef ResolveActorRef(string path);

    IActorRef ResolveActorRef(ActorPath actorPath);
}
