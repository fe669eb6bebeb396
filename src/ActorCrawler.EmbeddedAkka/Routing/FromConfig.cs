using Akka.Actor;

namespace Akka.Routing;

/// <summary>A router that <c>akka.actor.deployment</c> describes under the actor's path.</summary>
public sealed class FromConfig : Pool
{
    private FromConfig(SupervisorStrategy? strategy)
        : base(0, strategy, null)
    {
    }

    public static FromConfig Instance { get; } = new(null);

    public FromConfig WithSupervisorStrategy(SupervisorStrategy strategy) => new(strategy);

    internal override RoutingLogic CreateLogic() => throw new NotSupportedException("FromConfig must not create Router");

    internal override Pool With(SupervisorStrategy strategy) => WithSupervisorStrategy(strategy);
}
