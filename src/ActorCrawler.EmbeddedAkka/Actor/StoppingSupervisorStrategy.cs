namespace Akka.Actor;

/// <summary><see cref="SupervisorStrategy.StoppingStrategy"/> for top-level actors.</summary>
public sealed class StoppingSupervisorStrategy : SupervisorStrategyConfigurator
{
    public override SupervisorStrategy Create() => SupervisorStrategy.StoppingStrategy;
}
