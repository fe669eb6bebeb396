using Akka.Dispatch;
using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// The inside of an actor: its instance, behaviours, children, watches and failures. Everything here but the children's table is
/// touched by one thread at a time, the one that runs the mailbox.
/// </summary>
/// <remarks>
/// Life: created; running, with times of being suspended (it failed, or an ancestor did); waiting for its children to end; then running
/// again (a restart) or closed.
/// </remarks>
internal sealed partial class ActorCell : IUntypedActorContext
{
    [ThreadStatic]
    private static ActorCell? _current;

    private readonly List<SystemMessage> _stashedSystemMessages = [];
    private readonly Stack<Receive> _outerBehaviours = new();
    private Receive _behaviour = static _ => false;
    private ActorBase? _actor;

    // The instance's life is over (it was told of its restart), and the next one is not there yet.
    private bool _actorIsCleared;
    private IActorRef? _sender;
    private TimeSpan? _receiveTimeout;
    private ICancelable? _pendingReceiveTimeout;

    internal ActorCell(ActorSystemImpl system, LocalActorRef self, Props props, string dispatcher, MailboxSettings mailbox)
    {
        SystemImpl = system;
        Self = self;
        Props = props;
        Parent = self.Parent;
        MailboxSettings = mailbox;
        Dispatcher = system.Dispatchers.Lookup(dispatcher);
        Mailbox = new Mailbox(this, Dispatcher, mailbox);
        TaskScheduler = new ActorTaskScheduler(this);
    }

    public Props Props { get; }

    public ActorSystem System => SystemImpl;

    public IActorRef Sender => _sender ?? SystemImpl.DeadLetters;

    public MessageDispatcher Dispatcher { get; }

    public TimeSpan? ReceiveTimeout => _receiveTimeout;

    IActorRef IActorContext.Self => Self;

    IActorRef IActorContext.Parent => Parent;

    internal static ActorCell? Current
    {
        get => _current;
        set => _current = value;
    }

    internal LocalActorRef Self { get; }

    internal InternalActorRef Parent { get; }

    internal ActorSystemImpl SystemImpl { get; }

    internal LocalActorRefProvider Provider => Self.Provider;

    internal Mailbox Mailbox { get; }

    internal MailboxSettings MailboxSettings { get; }

    internal ActorTaskScheduler TaskScheduler { get; }

    internal object? CurrentMessage { get; private set; }

    // Counts handled messages, so that a stash can tell whether it has this one already.
    internal long MessageNumber { get; private set; }

    internal Envelope CurrentEnvelope => new(CurrentMessage ?? throw new InvalidOperationException("No message is being handled."), _sender);

    private Type ActorType => _actor?.GetType() ?? Props.Type;

    /// <summary>Lets the mailbox run; the first thing in it is the making of the instance.</summary>
    internal void Start() => Mailbox.PostSystem(new Create());

    public void Become(Receive receive) => _behaviour = receive;

    public void BecomeStacked(Receive receive)
    {
        _outerBehaviours.Push(_behaviour);
        _behaviour = receive;
    }

    public void UnbecomeStacked()
    {
        if (_outerBehaviours.TryPop(out var outer)) _behaviour = outer;
    }

    void IUntypedActorContext.Become(UntypedReceive receive) => Become(Handled(receive));

    void IUntypedActorContext.BecomeStacked(UntypedReceive receive) => BecomeStacked(Handled(receive));

    public ActorSelection ActorSelection(ActorPath actorPath) => Provider.Selection(Self, actorPath.ToString());

    public ActorSelection ActorSelection(string actorPath) => Provider.Selection(Self, actorPath);

    public void SetReceiveTimeout(TimeSpan? timeout)
    {
        _receiveTimeout = timeout;
        if (timeout is null) CancelReceiveTimeout();
    }

    internal void Invoke(in Envelope envelope)
    {
        var message = envelope.Message;
        if (message is TimerScheduler.Tick tick)
        {
            if (!tick.IsDue(_actor)) return;
            message = tick.Message;
        }

        MessageNumber++;
        CurrentMessage = message;
        _sender = envelope.Sender;
        var restartsTimeout = _receiveTimeout is null || message is not INotInfluenceReceiveTimeout;
        try
        {
            if (restartsTimeout) CancelReceiveTimeout();
            if (message is IAutoReceivedMessage) AutoReceive(message);
            else Deliver(message);
            if (_perpetrator is null) CurrentMessage = null;
        }
        catch (Exception e)
        {
            HandleInvokeFailure(e);
        }
        finally
        {
            if (_receiveTimeout is not null) CheckReceiveTimeout(restartsTimeout);
        }
    }

    internal void InvokeSystem(SystemMessage message)
    {
        var before = HoldLevel();
        if (IsHeldBack(message, before))
        {
            _stashedSystemMessages.Add(message);
            return;
        }

        try
        {
            HandleSystemMessage(message);
        }
        catch (Exception e)
        {
            HandleInvokeFailure(e);
        }

        if (_stashedSystemMessages.Count == 0 || HoldLevel() >= before) return;
        var held = _stashedSystemMessages.ToArray();
        _stashedSystemMessages.Clear();
        foreach (var earlier in held)
        {
            if (!Mailbox.IsClosed) InvokeSystem(earlier);
        }
    }

    /// <summary>An asynchronous handler has ended.</summary>
    internal void FinishAsync(object? message, Exception? failure)
    {
        if (failure is not null)
        {
            CurrentMessage = message;
            HandleInvokeFailure(failure);
        }

        Mailbox.Resume();
        if (failure is null && _receiveTimeout is not null) CheckReceiveTimeout(message is not INotInfluenceReceiveTimeout);
    }

    private static Receive Handled(UntypedReceive receive) => message =>
    {
        receive(message);
        return true;
    };

    private void Deliver(object message) => _actor!.AroundReceive(_behaviour, message);

    private void AutoReceive(object message)
    {
        switch (message)
        {
            case Terminated terminated:
                ReceiveTerminated(terminated);
                break;
            case PoisonPill:
                Self.Stop();
                break;
            case Kill:
                throw new ActorKilledException("Kill");
            case Identify identify:
                Sender.Tell(new ActorIdentity(identify.MessageId, Self), Self);
                break;
        }
    }

    private void HandleSystemMessage(SystemMessage message)
    {
        switch (message)
        {
            case RunContinuation continuation:
                CurrentMessage = continuation.Scheduler.CurrentMessage;
                continuation.Scheduler.Execute(continuation.Task);
                if (_perpetrator is null) CurrentMessage = null;
                break;
            case Failed failed:
                HandleFailed(failed);
                break;
            case DeathWatchNotification notification:
                WatchedActorTerminated(notification);
                break;
            case Create:
                CreateActor();
                break;
            case Watch watch:
                AddWatcher(watch.Watchee, watch.Watcher);
                break;
            case Unwatch unwatch:
                RemoveWatcher(unwatch.Watchee, unwatch.Watcher);
                break;
            case Recreate recreate:
                FaultRecreate(recreate.Cause);
                break;
            case Suspend:
                Mailbox.Suspend();
                SuspendChildren([]);
                break;
            case Resume resume:
                FaultResume(resume.CausedByFailure);
                break;
            case Terminate:
                TerminateCell();
                break;
        }
    }

    private void CreateActor()
    {
        try
        {
            NewActor().AroundPreStart();
            if (_receiveTimeout is not null) CheckReceiveTimeout(true);
        }
        catch (Exception e)
        {
            ClearActor();
            _actor = null;
            throw new ActorInitializationException(Self, "Exception during creation", e);
        }
    }

    private ActorBase NewActor()
    {
        _outerBehaviours.Clear();
        _actor = Props.NewActor();
        _actorIsCleared = false;
        _actor.Initialize(this);
        return _actor;
    }

    private void ClearActor()
    {
        if (_actorIsCleared) return;
        _actorIsCleared = true;
        _outerBehaviours.Clear();
        _behaviour = static _ => false;
        CurrentMessage = null;
        if (_actor is not IDisposable disposable) return;
        try
        {
            disposable.Dispose();
        }
        catch (Exception e)
        {
            Publish(new Error(e, Self.Path.ToString(), ActorType, "An error occurred while disposing the actor: " + e.Message));
        }
    }

    private void CheckReceiveTimeout(bool restart)
    {
        if (_receiveTimeout is not { } timeout || (!restart && _pendingReceiveTimeout is not null)) return;
        CancelReceiveTimeout();
        _pendingReceiveTimeout = System.Scheduler.ScheduleTellOnceCancelable(timeout, Self, Actor.ReceiveTimeout.Instance, Self);
    }

    private void CancelReceiveTimeout()
    {
        _pendingReceiveTimeout?.Cancel();
        _pendingReceiveTimeout = null;
    }

    // While an actor has failed, its children's failures wait; while it waits for children to end, suspending and restarting wait too.
    private int HoldLevel() => IsWaitingForChildren ? 2 : Mailbox.IsSuspended ? 1 : 0;

    private static bool IsHeldBack(SystemMessage message, int level) =>
        (level >= 1 && message is Failed) || (level == 2 && message is Recreate or Suspend or Resume);

    private void Publish(LogEvent logEvent) => SystemImpl.EventStream.Publish(logEvent);
}
