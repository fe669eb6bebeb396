namespace Akka.Actor;

/// <summary>Something that stands for a reference of the runtime, such as a test probe.</summary>
internal interface IActorRefDecorator : IActorRef
{
    InternalActorRef Target { get; }
}
