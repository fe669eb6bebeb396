using Akka.Actor;

namespace Akka.TestKit;

/// <summary>A further test actor, with its own messages. May stand where an actor's reference is asked for.</summary>
public sealed class TestProbe : TestKitBase, IActorRefDecorator
{
    internal TestProbe(ActorSystem system, string? name)
        : base(system, null, null, name)
    {
    }

    public IActorRef Ref => TestActor;

    /// <summary>Who sent the last message that was looked at.</summary>
    public IActorRef Sender => LastSender;

    ActorPath IActorRef.Path => TestActor.Path;

    InternalActorRef IActorRefDecorator.Target => (InternalActorRef)TestActor;

    /// <summary>Tells <paramref name="actor"/> something with this probe as the sender.</summary>
    public void Send(IActorRef actor, object message) => actor.Tell(message, TestActor);

    /// <summary>Sends the last message that was looked at on, as if its sender had.</summary>
    public void Forward(IActorRef actor) => Forward(actor, LastMessage ?? throw new InvalidOperationException("No message was received."));

    public void Forward(IActorRef actor, object message) => actor.Tell(message, Sender);

    /// <summary>Answers the last message that was looked at.</summary>
    public void Reply(object message) => Sender.Tell(message, TestActor);

    public override TestProbe CreateTestProbe(string? name = null) => throw new NotSupportedException("Cannot create a TestProbe from a TestProbe");

    void ICanTell.Tell(object message, IActorRef? sender) => TestActor.Tell(message, sender);

    bool IEquatable<IActorRef>.Equals(IActorRef? other) => TestActor.Equals(other);

    int IComparable<IActorRef>.CompareTo(IActorRef? other) => TestActor.CompareTo(other);

    public override bool Equals(object? obj) => TestActor.Equals(obj);

    public override int GetHashCode() => TestActor.GetHashCode();

    public override string ToString() => $"TestProbe({TestActor})";
}
