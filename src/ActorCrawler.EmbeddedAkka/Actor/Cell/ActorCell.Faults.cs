using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

internal sealed partial class ActorCell
{
    // Whose failure keeps this actor from going on: its own, or that of a child which it could not deal with. Null while all is well.
    private InternalActorRef? _perpetrator;

    private void HandleInvokeFailure(Exception cause, InternalActorRef? failedChild = null, InternalActorRef[]? suspendedAlready = null)
    {
        if (_perpetrator is not null) return;
        Mailbox.Suspend();
        _perpetrator = failedChild ?? Self;
        SuspendChildren(suspendedAlready ?? (failedChild is null ? [] : [failedChild]));
        Parent.SendSystemMessage(new Failed(Self, cause));
    }

    private void HandleFailed(Failed failed)
    {
        if (_actor is null || !TryFind(failed.Child, out var stats)) return;
        var (message, sender) = (CurrentMessage, _sender);
        _sender = failed.Child;
        try
        {
            if (!_actor.EffectiveStrategy.HandleFailure(this, failed.Child, failed.Cause, stats, AllStats()))
                HandleInvokeFailure(failed.Cause, failed.Child);
        }
        catch (Exception e)
        {
            HandleInvokeFailure(e, failed.Child);
        }
        finally
        {
            (CurrentMessage, _sender) = (message, sender);
        }
    }

    private void FaultRecreate(Exception cause)
    {
        if (_actor is null)
        {
            FaultCreate();
            return;
        }

        if (_wait != ChildrenWait.Nothing)
        {
            // A second restart while the first one waits for children: only keep the count of suspensions right.
            FaultResume(null);
            return;
        }

        if (!_actorIsCleared) EndInstanceForRestart(_actor, cause);
        _recreateCause = cause;
        if (!WaitForDyingChildren(ChildrenWait.Recreate)) FinishRecreate(cause);
    }

    private void FinishRecreate(Exception cause)
    {
        var survivors = ChildRefs();
        try
        {
            Mailbox.Resume();
            _perpetrator = null;
            _recreateCause = null;
            NewActor().AroundPostRestart(cause, null!);
            if (_receiveTimeout is not null) CheckReceiveTimeout(true);
            foreach (var child in survivors) child.SendSystemMessage(new Recreate(cause));
        }
        catch (Exception e)
        {
            HandleInvokeFailure(new PostRestartException(Self, e, cause), suspendedAlready: survivors);
        }
    }

    private void EndInstanceForRestart(ActorBase actor, Exception cause)
    {
        var message = CurrentMessage;
        try
        {
            actor.AroundPreRestart(cause, message!);
            actor.ReleaseStash();
        }
        catch (Exception e)
        {
            var failure = new PreRestartException(Self, e, cause, message);
            Publish(new Error(failure, Self.Path.ToString(), ActorType, e.Message));
        }
        finally
        {
            ClearActor();
        }
    }

    private void FaultResume(Exception? causedByFailure)
    {
        if (_actor is null)
        {
            FaultCreate();
            return;
        }

        var perpetrator = _perpetrator;
        if (causedByFailure is not null)
        {
            _perpetrator = null;
            CurrentMessage = null;
        }

        Mailbox.Resume();
        foreach (var child in ChildRefs())
            child.SendSystemMessage(new Resume(child.Equals(perpetrator) ? causedByFailure : null));
    }

    // The instance could not even be made; the supervisor wants another try.
    private void FaultCreate()
    {
        SetReceiveTimeout(null);
        StopChildren();
        if (!WaitForDyingChildren(ChildrenWait.Create)) FinishCreate();
    }

    private void FinishCreate()
    {
        Mailbox.Resume();
        _perpetrator = null;
        try
        {
            CreateActor();
        }
        catch (Exception e)
        {
            HandleInvokeFailure(e);
        }
    }

    private void TerminateCell()
    {
        SetReceiveTimeout(null);
        UnwatchAll();
        StopChildren();
        var wasTerminating = IsTerminating;
        if (!WaitForDyingChildren(ChildrenWait.Terminate))
        {
            FinishTerminate();
            return;
        }

        if (wasTerminating) return;

        // No ordinary message is handled any more, and failures are nobody's business now.
        Mailbox.Suspend();
        _perpetrator = Self;
    }

    // The order counts: the mailbox is closed before anyone learns of the end, and the parent learns of it first.
    private void FinishTerminate()
    {
        lock (_childrenLock) _wait = ChildrenWait.Terminated;
        try
        {
            if (!_actorIsCleared) _actor?.AroundPostStop();
        }
        catch (Exception e)
        {
            Publish(new Error(e, Self.Path.ToString(), ActorType, e.Message));
        }

        _actor?.ReleaseStash();
        Mailbox.Close();
        Dispatcher.Detach();
        Parent.SendSystemMessage(new DeathWatchNotification(Self, existenceConfirmed: true, addressTerminated: false));
        TellWatchersWeDied();
        UnwatchAll();
        ClearActor();
        _actor = null;
    }
}
