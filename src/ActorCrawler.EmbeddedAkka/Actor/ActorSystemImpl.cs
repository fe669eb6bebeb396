using System.Collections.Concurrent;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.Actor;

internal sealed class ActorSystemImpl : ExtendedActorSystem
{
    // Longer than this no logger may take to write down what it has got.
    private static readonly TimeSpan LoggerStopTimeout = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Type, Lazy<object>> _extensions = new();
    private readonly ConcurrentStack<Action> _terminationCallbacks = new();
    private readonly TaskCompletionSource _terminated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SchedulerBase _scheduler;
    private IActorRef? _deadLetterListener;

    internal ActorSystemImpl(string name, Config config)
    {
        if (!IsValidName(name))
        {
            throw new ArgumentException(
                $"Invalid ActorSystem name [{name}], must contain only word characters (i.e. [a-zA-Z0-9] plus non-leading '-' or '_')", nameof(name));
        }

        Name = name!;
        Settings = new Settings(this, config);
        EventStream = new EventStream(Logging.LogLevelFor(Settings.LogLevel));
        Logging.Subscribe(EventStream, StandardErrorLogger.Instance, Logging.LogLevelFor(Settings.StdoutLogLevel));
        Log = Logging.GetLogger(this, "ActorSystem");
        Dispatchers = new Dispatchers(Settings.Config);
        Mailboxes = new Mailboxes(Settings.Config);
        _scheduler = Settings.Make<SchedulerBase>("akka.scheduler.implementation", Settings.Config.GetConfig("akka.scheduler")!, Log);
        Serialization = new Serialization.Serialization(this);
        Provider = ActorRefProviders.Create(Settings.Config.GetString("akka.actor.provider"), this);
    }

    public override Settings Settings { get; }

    public override string Name { get; }

    public override EventStream EventStream { get; }

    public override IActorRef DeadLetters => Provider.DeadLetters;

    public override Dispatchers Dispatchers { get; }

    public override IScheduler Scheduler => _scheduler;

    public override Serialization.Serialization Serialization { get; }

    public override ILoggingAdapter Log { get; }

    public override Task WhenTerminated => _terminated.Task;

    public override LocalActorRefProvider Provider { get; }

    internal Mailboxes Mailboxes { get; }

    public override IActorRef ActorOf(Props props, string? name = null) => Provider.Guardian.Cell.MakeChild(props, name);

    public override IActorRef SystemActorOf(Props props, string? name = null) => Provider.SystemGuardian.Cell.MakeChild(props, name);

    public override ActorSelection ActorSelection(ActorPath actorPath) => ActorSelection(actorPath.ToString());

    public override ActorSelection ActorSelection(string actorPath) => Provider.Selection(Provider.Guardian, actorPath);

    public override void Stop(IActorRef actor) => InternalActorRef.From(actor).Stop();

    public override Task Terminate()
    {
        var shutdown = CoordinatedShutdown.Get(this);
        if (Settings.Config.GetBoolean("akka.coordinated-shutdown.run-by-actor-system-terminate"))
            _ = shutdown.Run(CoordinatedShutdown.ActorSystemTerminateReason.Instance);
        else
            _ = FinalTerminate();
        return WhenTerminated;
    }

    public override void RegisterOnTermination(Action code) => _terminationCallbacks.Push(code);

    public override object RegisterExtension(IExtensionId extension) =>
        _extensions.GetOrAdd(extension.ExtensionType, _ => new Lazy<object>(() => extension.CreateExtension(this))).Value;

    public override bool HasExtension<T>() => _extensions.ContainsKey(typeof(T));

    internal void Start()
    {
        Provider.RootGuardian.StartGuardians(Settings.Make<SupervisorStrategyConfigurator>("akka.actor.guardian-supervisor-strategy").Create());
        _ = CompleteTerminationAsync();
        try
        {
            Logging.StartLoggers(this, [.. Settings.Loggers]);
            if (Settings.LogDeadLetters > 0)
            {
                _deadLetterListener = SystemActorOf(Props.Create<DeadLetterListener>(), "deadLetterListener");
                EventStream.Subscribe(_deadLetterListener, typeof(DeadLetter));
                EventStream.Subscribe(_deadLetterListener, typeof(UnhandledMessage));
            }

            if (Settings.DebugUnhandledMessage)
                EventStream.Subscribe(SystemActorOf(Props.Create<UnhandledMessageLogger>(), "unhandledMessageLogger"), typeof(UnhandledMessage));
            CoordinatedShutdown.Get(this);
            Provider.Start();
        }
        catch
        {
            _ = FinalTerminate();
            throw;
        }
    }

    // Ends all actors, without the phases before it.
    internal Task FinalTerminate()
    {
        if (!Settings.LogDeadLettersDuringShutdown && _deadLetterListener is not null) Stop(_deadLetterListener);
        Provider.Guardian.Stop();
        return WhenTerminated;
    }

    // Lets the loggers write down what they have got; what is logged after that is written directly, if it is serious.
    internal async Task StopLoggersAsync()
    {
        Logging.Subscribe(EventStream, StandardErrorLogger.Instance, Logging.LogLevelFor(Settings.StdoutLogLevel));
        var loggers = Provider.SystemGuardian.GetChildren().Where(child => child.Path.Name.StartsWith("log", StringComparison.Ordinal)).ToList();
        foreach (var logger in loggers) EventStream.Unsubscribe(logger);
        await Task.WhenAll(loggers.Select(logger => logger.GracefulStop(LoggerStopTimeout))).ConfigureAwait(false);
    }

    private async Task CompleteTerminationAsync()
    {
        await Provider.RootGuardian.Ended.ConfigureAwait(false);
        _scheduler.Stop();
        while (_terminationCallbacks.TryPop(out var callback))
        {
            try
            {
                callback();
            }
            catch (Exception e)
            {
                Log.Error(e, "A termination callback failed: {0}", e.Message);
            }
        }

        _terminated.TrySetResult();
    }

    private static bool IsValidName(string? name) =>
        !string.IsNullOrEmpty(name) && char.IsAsciiLetterOrDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
