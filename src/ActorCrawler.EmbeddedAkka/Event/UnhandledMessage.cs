using Akka.Actor;

namespace Akka.Event;

/// <summary>Published on the event stream for a message that its receiver had no handler for.</summary>
public sealed class UnhandledMessage(object message, IActorRef sender, IActorRef recipient) : AllDeadLetters(message, sender, recipient);
