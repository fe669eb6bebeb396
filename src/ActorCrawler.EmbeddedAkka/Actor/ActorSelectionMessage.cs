namespace Akka.Actor;

/// <summary>A message on its way to a selection in another system, and what of the path is left.</summary>
internal sealed class ActorSelectionMessage(object message, string[] elements)
{
    internal object Message { get; } = message;

    internal string[] Elements { get; } = elements;
}
