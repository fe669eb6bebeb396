namespace Akka.Actor;

/// <summary><see cref="SupervisorStrategy.DefaultStrategy"/> for top-level actors.</summary>
public sealed class DefaultSupervisorStrategy : SupervisorStrategyConfigurator
{
    public override SupervisorStrategy Create() => SupervisorStrategy.DefaultStrategy;
}
