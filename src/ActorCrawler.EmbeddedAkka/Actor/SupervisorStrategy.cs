using Akka.Event;

namespace Akka.Actor;

/// <summary>How an actor deals with failures of its children.</summary>
public abstract class SupervisorStrategy
{
    /// <summary>Restarts, but stops a child that could not be made, was killed, or did not handle the death of one it watched.</summary>
    public static readonly IDecider DefaultDecider = new LocalOnlyDecider(cause =>
        cause is ActorInitializationException or ActorKilledException or DeathPactException ? Directive.Stop : Directive.Restart);

    public static readonly SupervisorStrategy DefaultStrategy = new OneForOneStrategy(DefaultDecider);

    public static readonly SupervisorStrategy StoppingStrategy = new OneForOneStrategy(_ => Directive.Stop);

    private readonly int _maxNrOfRetries;
    private readonly int _withinTimeMilliseconds;
    private readonly bool _loggingEnabled;

    private protected SupervisorStrategy(int maxNrOfRetries, int withinTimeMilliseconds, IDecider decider, bool loggingEnabled)
    {
        _maxNrOfRetries = maxNrOfRetries;
        _withinTimeMilliseconds = withinTimeMilliseconds;
        _loggingEnabled = loggingEnabled;
        Decider = decider;
    }

    public IDecider Decider { get; }

    private protected static int Milliseconds(TimeSpan? range) => (int)(range ?? Timeout.InfiniteTimeSpan).TotalMilliseconds;

    // False when the failure is to be escalated.
    internal bool HandleFailure(ActorCell parent, InternalActorRef child, Exception cause, ChildRestartStats stats, ChildRestartStats[] all)
    {
        var directive = Decider.Decide(cause);
        if (_loggingEnabled) Log(parent, child, cause, directive);
        switch (directive)
        {
            case Directive.Resume:
                child.SendSystemMessage(new Dispatch.SysMsg.Resume(cause));
                return true;
            case Directive.Restart or Directive.Stop:
                ProcessFailure(parent, directive == Directive.Restart, child, cause, stats, all);
                return true;
            default:
                return false;
        }
    }

    private protected abstract void ProcessFailure(
        ActorCell parent, bool restart, InternalActorRef child, Exception cause, ChildRestartStats stats, ChildRestartStats[] all);

    private protected bool MayRestart(ChildRestartStats stats) => stats.RequestRestartPermission(_maxNrOfRetries, _withinTimeMilliseconds);

    private protected static void Restart(InternalActorRef child, Exception cause) => child.SendSystemMessage(new Dispatch.SysMsg.Recreate(cause));

    private void Log(ActorCell parent, InternalActorRef child, Exception cause, Directive directive)
    {
        var message = cause is ActorInitializationException { InnerException: { } inner } ? inner.Message : cause.Message;
        var source = child.Path.ToString();
        if (directive == Directive.Resume) parent.System.EventStream.Publish(new Warning(cause, source, GetType(), message));
        else if (directive != Directive.Escalate) parent.System.EventStream.Publish(new Error(cause, source, GetType(), message));
    }
}
