using Akka.Actor;

namespace Akka.Routing;

/// <summary>Each message to the next routee in turn.</summary>
public sealed class RoundRobinPool : Pool
{
    public RoundRobinPool(int nrOfInstances)
        : this(nrOfInstances, null, null)
    {
    }

    private RoundRobinPool(int nrOfInstances, SupervisorStrategy? strategy, string? dispatcher)
        : base(nrOfInstances, strategy, dispatcher)
    {
    }

    public RoundRobinPool WithSupervisorStrategy(SupervisorStrategy strategy) => new(NrOfInstances, strategy, RouterDispatcher);

    public RoundRobinPool WithDispatcher(string dispatcher) => new(NrOfInstances, SupervisorStrategy, dispatcher);

    internal override RoutingLogic CreateLogic() => new RoundRobinRoutingLogic();

    internal override Pool With(SupervisorStrategy strategy) => WithSupervisorStrategy(strategy);
}
