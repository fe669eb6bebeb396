using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>What every reference of the runtime can do beyond <see cref="IActorRef"/>: the seam for references that are not local actors.</summary>
internal abstract class InternalActorRef : IActorRef
{
    public abstract ActorPath Path { get; }

    /// <summary>False when the actor lives in another process.</summary>
    public virtual bool IsLocal => true;

    public virtual bool IsTerminated => false;

    public virtual InternalActorRef Parent => Nobody.Instance;

    public abstract LocalActorRefProvider Provider { get; }

    public abstract void Tell(object message, IActorRef? sender);

    /// <summary>System messages overtake all others. The same object must never be sent to two actors: it is a link of their queues.</summary>
    public virtual void SendSystemMessage(SystemMessage message)
    {
    }

    /// <summary>The child of that name (optionally <c>name#uid</c>), or <see cref="Nobody"/>.</summary>
    public virtual InternalActorRef GetSingleChild(string name) => Nobody.Instance;

    public virtual IReadOnlyList<InternalActorRef> GetChildren() => [];

    public void Stop() => SendSystemMessage(new Terminate());

    public bool Equals(IActorRef? other) =>
        ReferenceEquals(this, other) || (other is not null && Path.Uid == other.Path.Uid && Path.Equals(other.Path));

    public override bool Equals(object? obj) => Equals(obj as IActorRef);

    public override int GetHashCode() => Path.Uid != 0 ? Path.Uid.GetHashCode() : Path.GetHashCode();

    public int CompareTo(IActorRef? other)
    {
        if (other is null) return 1;
        var byPath = Path.CompareTo(other.Path);
        return byPath != 0 ? byPath : Path.Uid.CompareTo(other.Path.Uid);
    }

    public override string ToString() => Path.Uid == 0 ? $"[{Path}]" : $"[{Path}#{Path.Uid}]";

    /// <summary>The reference itself, or the one that it stands for.</summary>
    internal static InternalActorRef From(IActorRef reference) =>
        reference as InternalActorRef ?? ((IActorRefDecorator)reference).Target;

    protected static object NotNull(object? message) => message ?? throw new InvalidMessageException("Message is null");
}
