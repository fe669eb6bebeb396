using Akka.Actor;

namespace Akka.Routing;

/// <summary>One receiver of a router.</summary>
public abstract class Routee
{
    private protected Routee()
    {
    }

    public abstract void Send(object message, IActorRef? sender);

    public static Routee FromActorRef(IActorRef actorRef) => new ActorRefRoutee(actorRef);
}
