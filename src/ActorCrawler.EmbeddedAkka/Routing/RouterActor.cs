using Akka.Actor;

namespace Akka.Routing;

/// <summary>The actor of a router: parent and supervisor of a pool's routees, keeper of the list.</summary>
internal sealed class RouterActor(RoutedActorRef router) : UntypedActor
{
    // Messages that a sender is just handing to a removed routee get there before the pill.
    private static readonly TimeSpan StopDelay = TimeSpan.FromMilliseconds(100);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case GetRoutees:
                Sender.Tell(new Routees(router.Routees), Self);
                break;
            case AddRoutee add:
                router.AddRoutees([add.Routee]);
                break;
            case RemoveRoutee remove:
                Remove([remove.Routee]);
                break;
            case AdjustPoolSize { Change: > 0 } grow:
                router.AddRoutees(router.NewRoutees(grow.Change));
                break;
            case AdjustPoolSize shrink:
                Remove([.. router.Routees.TakeLast(-shrink.Change)]);
                break;
            case Terminated terminated:
                router.RemoveRoutees([new ActorRefRoutee(terminated.ActorRef)]);
                EndIfEmpty();
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    // The routees outlive a restart of their router.
    protected override void PreRestart(Exception reason, object message)
    {
    }

    private void Remove(IReadOnlyCollection<Routee> routees)
    {
        router.RemoveRoutees(routees);
        var own = Context.GetChildren().ToHashSet();
        foreach (var routee in routees.OfType<ActorRefRoutee>().Where(routee => own.Contains(routee.Actor)))
            Context.System.Scheduler.ScheduleTellOnce(StopDelay, routee.Actor, PoisonPill.Instance, Self);
        EndIfEmpty();
    }

    private void EndIfEmpty()
    {
        if (router.EndsWithoutRoutees && router.Routees.Length == 0) Context.Stop(Self);
    }
}
