namespace Akka.Actor;

/// <summary>Deals with the failed child alone.</summary>
public sealed class OneForOneStrategy : SupervisorStrategy
{
    /// <param name="maxNrOfRetries">Restarts allowed in the range, then the child is stopped; null for any number.</param>
    /// <param name="withinTimeRange">Null for all time.</param>
    /// <param name="localOnlyDecider">What to do about which failure.</param>
    public OneForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, Func<Exception, Directive> localOnlyDecider)
        : this(maxNrOfRetries ?? -1, Milliseconds(withinTimeRange), localOnlyDecider)
    {
    }

    public OneForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, IDecider decider)
        : base(maxNrOfRetries ?? -1, Milliseconds(withinTimeRange), decider, loggingEnabled: true)
    {
    }

    public OneForOneStrategy(
        int maxNrOfRetries, int withinTimeMilliseconds, Func<Exception, Directive> localOnlyDecider, bool loggingEnabled = true)
        : base(maxNrOfRetries, withinTimeMilliseconds, new LocalOnlyDecider(localOnlyDecider), loggingEnabled)
    {
    }

    public OneForOneStrategy(Func<Exception, Directive> localOnlyDecider)
        : this(-1, -1, localOnlyDecider)
    {
    }

    public OneForOneStrategy(IDecider decider)
        : base(-1, -1, decider, loggingEnabled: true)
    {
    }

    private protected override void ProcessFailure(
        ActorCell parent, bool restart, InternalActorRef child, Exception cause, ChildRestartStats stats, ChildRestartStats[] all)
    {
        if (restart && MayRestart(stats)) Restart(child, cause);
        else parent.Stop(child);
    }
}
