using Akka.Actor;

namespace Akka.Routing;

/// <summary>Each message to all routees.</summary>
public sealed class BroadcastPool : Pool
{
    public BroadcastPool(int nrOfInstances)
        : this(nrOfInstances, null, null)
    {
    }

    private BroadcastPool(int nrOfInstances, SupervisorStrategy? strategy, string? dispatcher)
        : base(nrOfInstances, strategy, dispatcher)
    {
    }

    public BroadcastPool WithSupervisorStrategy(SupervisorStrategy strategy) => new(NrOfInstances, strategy, RouterDispatcher);

    public BroadcastPool WithDispatcher(string dispatcher) => new(NrOfInstances, SupervisorStrategy, dispatcher);

    internal override RoutingLogic CreateLogic() => new BroadcastRoutingLogic();

    internal override Pool With(SupervisorStrategy strategy) => WithSupervisorStrategy(strategy);
}
