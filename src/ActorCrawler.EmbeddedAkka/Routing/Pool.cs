using Akka.Actor;

namespace Akka.Routing;

/// <summary>A router that makes its routees and supervises them. It ends when the last of them has.</summary>
public abstract class Pool : RouterConfig
{
    private protected Pool(int nrOfInstances, SupervisorStrategy? supervisorStrategy, string? routerDispatcher)
        : base(routerDispatcher)
    {
        NrOfInstances = nrOfInstances;
        SupervisorStrategy = supervisorStrategy ?? DefaultSupervisorStrategy;
    }

    public static SupervisorStrategy DefaultSupervisorStrategy => SupervisorStrategy.DefaultStrategy;

    public int NrOfInstances { get; }

    public SupervisorStrategy SupervisorStrategy { get; }

    /// <summary>The router's props; <paramref name="routeeProps"/> are those of each routee.</summary>
    public Props Props(Props routeeProps) => routeeProps.WithRouter(this);

    internal abstract Pool With(SupervisorStrategy strategy);
}
