using Akka.Actor;

namespace Akka.Event;

/// <summary>Takes warnings and errors while the loggers are not there: before they start and after they stop.</summary>
internal sealed class StandardErrorLogger : InternalActorRef
{
    internal static readonly StandardErrorLogger Instance = new();

    private StandardErrorLogger()
    {
    }

    public override ActorPath Path { get; } = new ActorPath(Address.AllSystems) / "StandardErrorLogger";

    public override LocalActorRefProvider Provider => throw new NotSupportedException("This logger does not provide.");

    public override void Tell(object message, IActorRef? sender) => Console.Error.WriteLine(message);
}
