namespace Akka.Actor;

/// <summary>Makes the strategy of the <c>/user</c> guardian; named by <c>akka.actor.guardian-supervisor-strategy</c>.</summary>
public abstract class SupervisorStrategyConfigurator
{
    public abstract SupervisorStrategy Create();
}
