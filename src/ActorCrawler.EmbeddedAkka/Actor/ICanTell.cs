namespace Akka.Actor;

/// <summary>Something that takes messages.</summary>
public interface ICanTell
{
    /// <summary>Sends <paramref name="message"/>, at most once, without waiting.</summary>
    void Tell(object message, IActorRef? sender);
}
