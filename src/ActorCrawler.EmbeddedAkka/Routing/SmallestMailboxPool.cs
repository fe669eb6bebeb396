using Akka.Actor;

namespace Akka.Routing;

/// <summary>Each message to the routee with the fewest messages waiting.</summary>
public sealed class SmallestMailboxPool : Pool
{
    public SmallestMailboxPool(int nrOfInstances)
        : this(nrOfInstances, null, null)
    {
    }

    private SmallestMailboxPool(int nrOfInstances, SupervisorStrategy? strategy, string? dispatcher)
        : base(nrOfInstances, strategy, dispatcher)
    {
    }

    public SmallestMailboxPool WithSupervisorStrategy(SupervisorStrategy strategy) => new(NrOfInstances, strategy, RouterDispatcher);

    public SmallestMailboxPool WithDispatcher(string dispatcher) => new(NrOfInstances, SupervisorStrategy, dispatcher);

    internal override RoutingLogic CreateLogic() => new SmallestMailboxRoutingLogic();

    internal override Pool With(SupervisorStrategy strategy) => WithSupervisorStrategy(strategy);
}
