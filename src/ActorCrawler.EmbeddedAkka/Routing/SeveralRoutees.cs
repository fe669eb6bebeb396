using Akka.Actor;

namespace Akka.Routing;

internal sealed class SeveralRoutees(Routee[] routees) : Routee
{
    public override void Send(object message, IActorRef? sender)
    {
        foreach (var routee in routees) routee.Send(message, sender);
    }
}
