namespace Akka.Actor;

/// <summary>The base of everything that the runtime itself throws.</summary>
public abstract class AkkaException(string? message, Exception? cause = null) : Exception(message, cause);
