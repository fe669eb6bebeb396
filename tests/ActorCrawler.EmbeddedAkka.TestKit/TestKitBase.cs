using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace Akka.TestKit;

/// <summary>A test's hold on an actor system: an actor of its own, what that actor was told, and waiting for it.</summary>
public abstract partial class TestKitBase : IActorRefFactory
{
    private static int _lastTestActor;

    private readonly ProbeQueue _queue = new();
    private readonly double _timeFactor;
    private readonly TimeSpan _singleExpectDefault;
    private Envelope? _last;
    private TimeSpan? _end;
    private bool _lastWasNoMsg;

    private protected TestKitBase(ActorSystem? system, Config? config, string? actorSystemName, string? testActorName)
    {
        Sys = system ?? ActorSystem.Create(actorSystemName ?? "test", config?.WithFallback(DefaultConfig) ?? DefaultConfig);
        var settings = Sys.Settings.Config.WithFallback(DefaultConfig);
        _timeFactor = settings.GetDouble("akka.test.timefactor");
        _singleExpectDefault = settings.GetTimeSpan("akka.test.single-expect-default");
        FilterLeeway = settings.GetTimeSpan("akka.test.filter-leeway");
        Log = Logging.GetLogger(Sys, GetType());
        EventFilter = new EventFilterFactory(this, Sys);
        Sys.Dispatchers.Register(CallingThreadDispatcher.Id, static () => new CallingThreadDispatcher());
        TestActor = CreateTestActor(testActorName ?? $"testActor{Interlocked.Increment(ref _lastTestActor)}");
        if (this is TestProbe) return;

        // What the test tells without a sender comes from its actor, on this thread and after every await.
        ActorCell.Current = ((LocalActorRef)TestActor).Cell;
        SynchronizationContext.SetSynchronizationContext(new ActorCellKeepingSynchronizationContext(ActorCell.Current));
    }

    /// <summary>The test's defaults: no logger, no log lines on standard error.</summary>
    public static Config DefaultConfig { get; } = ConfigurationFactory.ParseString("""
        akka {
          loggers = []
          stdout-loglevel = OFF
          test {
            # Factor for all time limits
            timefactor = 1.0
            # Limit of waiting for the events of an event filter
            filter-leeway = 3s
            # Limit of waiting for one message
            single-expect-default = 3s
          }
        }
        """);

    public ActorSystem Sys { get; }

    /// <summary>The actor of this test: the sender of what the test tells.</summary>
    public IActorRef TestActor { get; }

    public ILoggingAdapter Log { get; }

    public EventFilterFactory EventFilter { get; }

    /// <summary>The last message that was looked at; null before the first.</summary>
    public object? LastMessage => _last?.Message;

    /// <summary>Who sent the last message that was looked at.</summary>
    public IActorRef LastSender => _last?.Sender ?? Sys.DeadLetters;

    public bool HasMessages => !_queue.IsEmpty;

    /// <summary>What is left of the innermost <c>Within</c>.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public TimeSpan Remaining => _end is { } end
        ? Positive(end - Now)
        : throw new InvalidOperationException("Remaining may not be called outside of \"within\"");

    /// <summary>What is left of the innermost <c>Within</c>, or the limit of waiting for one message.</summary>
    public TimeSpan RemainingOrDefault => _end is null ? Dilated(_singleExpectDefault) : Remaining;

    internal TimeSpan FilterLeeway { get; }

    private protected static TimeSpan Now => TimeProvider.System.GetElapsedTime(0);

    public IActorRef ActorOf(Props props, string? name = null) => Sys.ActorOf(props, name);

    public ActorSelection ActorSelection(ActorPath actorPath) => Sys.ActorSelection(actorPath);

    public ActorSelection ActorSelection(string actorPath) => Sys.ActorSelection(actorPath);

    public virtual TestProbe CreateTestProbe(string? name = null) => CreateTestProbe(Sys, name);

    public TestProbe CreateTestProbe(ActorSystem system, string? name = null) => new(system, name);

    /// <summary>The test actor watches: it will get <see cref="Terminated"/>. The watch stands when this returns.</summary>
    public IActorRef Watch(IActorRef actorToWatch)
    {
        Do(context => context.Watch(actorToWatch)).Wait(RemainingOrDefault);
        return actorToWatch;
    }

    public async Task<IActorRef> WatchAsync(IActorRef actorToWatch)
    {
        await Do(context => context.Watch(actorToWatch)).Done.WaitAsync(RemainingOrDefault);
        return actorToWatch;
    }

    public IActorRef Unwatch(IActorRef actorToUnwatch)
    {
        Do(context => context.Unwatch(actorToUnwatch)).Wait(RemainingOrDefault);
        return actorToUnwatch;
    }

    /// <summary>A child of the test actor.</summary>
    public IActorRef ChildActorOf(Props props, string name)
    {
        IActorRef child = ActorRefs.Nobody;
        Do(context => child = context.ActorOf(props, name)).Wait(RemainingOrDefault);
        return child;
    }

    public void SetAutoPilot(AutoPilot pilot) => TestActor.Tell(new InternalTestActor.SetAutoPilot(pilot), ActorRefs.NoSender);

    /// <summary>The test is not to see such messages.</summary>
    public void IgnoreMessages<TMsg>() => IgnoreMessages<TMsg>(static _ => true);

    public void IgnoreMessages<TMsg>(Func<TMsg, bool> shouldIgnoreMessage) =>
        TestActor.Tell(new InternalTestActor.SetIgnore(message => message is TMsg typed && shouldIgnoreMessage(typed)), ActorRefs.NoSender);

    /// <summary>A time limit, made longer by <c>akka.test.timefactor</c>.</summary>
    public TimeSpan Dilated(TimeSpan duration) => duration * _timeFactor;

    /// <summary>Ends the system; a test does so by itself at its end.</summary>
    public void Shutdown(TimeSpan? duration = null) => Shutdown(Sys, duration);

    protected void Shutdown(ActorSystem system, TimeSpan? duration = null)
    {
        var ended = (IAsyncResult)system.Terminate();
        if (ended.AsyncWaitHandle.WaitOne(duration ?? Dilated(TimeSpan.FromSeconds(5)))) return;
        throw new TimeoutException($"Failed to stop [{system.Name}] in time.");
    }

    private static TimeSpan Positive(TimeSpan time) => time < TimeSpan.Zero ? TimeSpan.Zero : time;

    private IActorRef CreateTestActor(string name)
    {
        var props = Props.Create(() => new InternalTestActor(_queue)).WithDispatcher(CallingThreadDispatcher.Id);
        return ((ExtendedActorSystem)Sys).SystemActorOf(props, name);
    }

    private InternalTestActor.Command Do(Action<IActorContext> action)
    {
        var command = new InternalTestActor.Command(action);
        TestActor.Tell(command, ActorRefs.NoSender);
        return command;
    }
}
