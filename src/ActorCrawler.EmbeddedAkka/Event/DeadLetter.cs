using Akka.Actor;

namespace Akka.Event;

/// <summary>Published on the event stream for a message to an actor that is not there, or whose mailbox is full.</summary>
public sealed class DeadLetter(object message, IActorRef sender, IActorRef recipient) : AllDeadLetters(message, sender, recipient);
