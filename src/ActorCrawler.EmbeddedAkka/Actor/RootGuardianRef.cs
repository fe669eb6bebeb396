using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>
/// The root of the tree, above the guardians. No actor: it only ends the system when a guardian fails, and in order: user actors
/// first, then what connects to other systems, then the system's own.
/// </summary>
internal sealed class RootGuardianRef(LocalActorRefProvider provider) : InternalActorRef
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override ActorPath Path => provider.RootPath;

    public override LocalActorRefProvider Provider => provider;

    public override InternalActorRef Parent => this;

    internal LocalActorRef User { get; private set; } = null!;

    internal LocalActorRef System { get; private set; } = null!;

    internal Task Ended => _ended.Task;

    public override void Tell(object message, IActorRef? sender)
    {
        if (message is Identify identify) sender?.Tell(new ActorIdentity(identify.MessageId, this), this);
        else provider.PublishDeadLetter(NotNull(message), sender, this);
    }

    public override void SendSystemMessage(SystemMessage message)
    {
        switch (message)
        {
            case Failed failed:
                failed.Child.Stop();
                break;
            case DeathWatchNotification notification when notification.Actor.Equals(User):
                _ = EndSystemActorsAsync();
                break;
            case DeathWatchNotification notification when notification.Actor.Equals(System):
                _ended.TrySetResult();
                break;
        }
    }

    public override InternalActorRef GetSingleChild(string name) => name switch
    {
        "user" => User,
        "system" => System,
        "temp" => new TempContainer(provider),
        "deadLetters" => provider.DeadLetters,
        _ => Nobody.Instance
    };

    public override IReadOnlyList<InternalActorRef> GetChildren() => [User, System];

    internal void StartGuardians(SupervisorStrategy userStrategy)
    {
        System = StartGuardian("system", SupervisorStrategy.DefaultStrategy);
        User = StartGuardian("user", userStrategy);
    }

    private LocalActorRef StartGuardian(string name, SupervisorStrategy strategy)
    {
        var props = Props.Create<Guardian>().WithSupervisorStrategy(strategy).WithDispatcher(Dispatch.Dispatchers.InternalDispatcherId);
        var guardian = provider.NewActorRef(props, this, Path / name);
        guardian.Start();
        return guardian;
    }

    private async Task EndSystemActorsAsync()
    {
        await provider.ShutdownAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await provider.System.StopLoggersAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        System.Stop();
    }

    private sealed class Guardian : UntypedActor
    {
        protected override void OnReceive(object message) => Unhandled(message);

        // A restart must not stop the children: they are the whole system.
        protected override void PreRestart(Exception reason, object message)
        {
        }
    }

    /// <summary>The parent of the references that tasks wait on.</summary>
    private sealed class TempContainer(LocalActorRefProvider provider) : InternalActorRef
    {
        public override ActorPath Path => provider.RootPath / "temp";

        public override LocalActorRefProvider Provider => provider;

        public override void Tell(object message, IActorRef? sender) => provider.PublishDeadLetter(NotNull(message), sender, this);

        public override InternalActorRef GetSingleChild(string name) => provider.GetTemp(name);
    }
}
