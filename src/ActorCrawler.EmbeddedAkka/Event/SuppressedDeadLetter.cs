using Akka.Actor;

namespace Akka.Event;

/// <summary>Published instead of <see cref="DeadLetter"/> for messages whose loss is expected.</summary>
public sealed class SuppressedDeadLetter(IDeadLetterSuppression message, IActorRef sender, IActorRef recipient)
    : AllDeadLetters(message, sender, recipient);
