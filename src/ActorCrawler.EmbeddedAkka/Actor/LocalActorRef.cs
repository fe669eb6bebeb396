using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>The reference of an actor that lives in this process.</summary>
internal class LocalActorRef : InternalActorRef
{
    internal LocalActorRef(ActorPath path, InternalActorRef parent, LocalActorRefProvider provider)
    {
        Path = path;
        Parent = parent;
        Provider = provider;
    }

    public override ActorPath Path { get; }

    public override InternalActorRef Parent { get; }

    public override LocalActorRefProvider Provider { get; }

    public override bool IsTerminated => Cell.Mailbox.IsClosed;

    /// <summary>Set once, before the reference is handed out.</summary>
    internal ActorCell Cell { get; set; } = null!;

    public override void Tell(object message, IActorRef? sender) => Cell.Mailbox.Post(new Envelope(NotNull(message), sender));

    public override void SendSystemMessage(SystemMessage message) => Cell.Mailbox.PostSystem(message);

    public override InternalActorRef GetSingleChild(string name) => Cell.GetSingleChild(name);

    public override IReadOnlyList<InternalActorRef> GetChildren() => Cell.ChildRefs();

    internal virtual void Start() => Cell.Start();
}
