namespace Akka.Actor;

/// <summary>References that stand for the absence of an actor.</summary>
public static class ActorRefs
{
    /// <summary>Swallows what it is told; what <c>Context.Child</c> gives for an unknown name.</summary>
    public static readonly IActorRef Nobody = Actor.Nobody.Instance;

    /// <summary>No sender: replies go to the dead letters.</summary>
    public static readonly IActorRef? NoSender;
}
