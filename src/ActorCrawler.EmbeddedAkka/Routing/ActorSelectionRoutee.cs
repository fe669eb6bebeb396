using Akka.Actor;

namespace Akka.Routing;

/// <summary>A routee that is looked up by its path.</summary>
public sealed class ActorSelectionRoutee(ActorSelection actor) : Routee
{
    public ActorSelection Selection { get; } = actor;

    public override void Send(object message, IActorRef? sender) => Selection.Tell(message, sender);
}
