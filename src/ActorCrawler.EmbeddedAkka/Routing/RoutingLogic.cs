using Akka.Actor;

namespace Akka.Routing;

/// <summary>Chooses the routee of a message. Called by any number of senders at once.</summary>
internal abstract class RoutingLogic
{
    /// <param name="routees">Never empty.</param>
    internal abstract Routee Select(Routee[] routees);
}

internal sealed class RoundRobinRoutingLogic : RoutingLogic
{
    private int _next = -1;

    internal override Routee Select(Routee[] routees) => routees[(Interlocked.Increment(ref _next) & int.MaxValue) % routees.Length];
}

internal sealed class BroadcastRoutingLogic : RoutingLogic
{
    internal override Routee Select(Routee[] routees) => new SeveralRoutees(routees);
}

internal sealed class SmallestMailboxRoutingLogic : RoutingLogic
{
    internal override Routee Select(Routee[] routees)
    {
        var (best, load) = (routees[0], int.MaxValue);
        foreach (var routee in routees)
        {
            var own = routee is ActorRefRoutee { Actor: LocalActorRef actor } ? actor.Cell.Mailbox.Load : int.MaxValue;
            if (own < load) (best, load) = (routee, own);
            if (load == 0) break;
        }

        return best;
    }
}
