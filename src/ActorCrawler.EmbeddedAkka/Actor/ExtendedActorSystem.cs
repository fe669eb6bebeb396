namespace Akka.Actor;

/// <summary>A system as extensions see it; every system is one.</summary>
public abstract class ExtendedActorSystem : ActorSystem
{
    public abstract IActorRefProvider Provider { get; }

    /// <summary>Makes an actor below <c>/system</c>, which ends after all user actors.</summary>
    public abstract IActorRef SystemActorOf(Props props, string? name = null);
}
