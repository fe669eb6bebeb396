namespace Akka.Actor;

/// <summary>Deals with all children alike when one fails: for children that make no sense without each other.</summary>
public sealed class AllForOneStrategy : SupervisorStrategy
{
    /// <param name="maxNrOfRetries">Restarts allowed in the range, then the child is stopped; null for any number.</param>
    /// <param name="withinTimeRange">Null for all time.</param>
    /// <param name="localOnlyDecider">What to do about which failure.</param>
    public AllForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, Func<Exception, Directive> localOnlyDecider)
        : this(maxNrOfRetries ?? -1, Milliseconds(withinTimeRange), localOnlyDecider)
    {
    }

    public AllForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, IDecider decider)
        : base(maxNrOfRetries ?? -1, Milliseconds(withinTimeRange), decider, loggingEnabled: true)
    {
    }

    public AllForOneStrategy(
        int maxNrOfRetries, int withinTimeMilliseconds, Func<Exception, Directive> localOnlyDecider, bool loggingEnabled = true)
        : base(maxNrOfRetries, withinTimeMilliseconds, new LocalOnlyDecider(localOnlyDecider), loggingEnabled)
    {
    }

    public AllForOneStrategy(Func<Exception, Directive> localOnlyDecider)
        : this(-1, -1, localOnlyDecider)
    {
    }

    public AllForOneStrategy(IDecider decider)
        : base(-1, -1, decider, loggingEnabled: true)
    {
    }

    private protected override void ProcessFailure(
        ActorCell parent, bool restart, InternalActorRef child, Exception cause, ChildRestartStats stats, ChildRestartStats[] all)
    {
        var mayRestart = restart && all.All(MayRestart);
        foreach (var sibling in all.Select(each => each.Child))
        {
            if (!mayRestart)
            {
                parent.Stop(sibling);
                continue;
            }

            // The failed one is suspended already.
            if (!sibling.Equals(child)) sibling.SendSystemMessage(new Dispatch.SysMsg.Suspend());
            Restart(sibling, cause);
        }
    }
}
