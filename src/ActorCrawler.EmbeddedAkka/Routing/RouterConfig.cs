using Akka.Configuration;
using Akka.Dispatch;

namespace Akka.Routing;

/// <summary>How a router spreads messages. A router's messages never pass through its own mailbox, but for those that manage it.</summary>
public abstract class RouterConfig
{
    private protected RouterConfig(string? routerDispatcher) => RouterDispatcher = routerDispatcher ?? Dispatchers.DefaultDispatcherId;

    /// <summary>The dispatcher of the router itself; its routees' is that of their props.</summary>
    public string RouterDispatcher { get; }

    internal abstract RoutingLogic CreateLogic();

    // The router that a deployment section asks for; null when it leaves the choice to the code.
    internal static RouterConfig? FromDeployment(Config deployment, RouterConfig coded)
    {
        var instances = deployment.GetInt("nr-of-instances", 1);
        var paths = deployment.GetStringList("routees.paths");
        RouterConfig? router = deployment.GetString("router", "from-code") switch
        {
            "from-code" => null,
            "round-robin-pool" => new RoundRobinPool(instances),
            "round-robin-group" => new RoundRobinGroup(paths),
            "broadcast-pool" => new BroadcastPool(instances),
            "broadcast-group" => new BroadcastGroup(paths),
            "smallest-mailbox-pool" => new SmallestMailboxPool(instances),
            var alias => throw new ConfigurationException($"Could not find type mapping for router alias [{alias}].")
        };
        return router is Pool pool && coded is Pool { SupervisorStrategy: { } strategy } ? pool.With(strategy) : router;
    }
}
