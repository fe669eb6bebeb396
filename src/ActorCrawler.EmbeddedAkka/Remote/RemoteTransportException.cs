using Akka.Actor;

namespace Akka.Remote;

/// <summary>A system cannot be reached, or cannot be made reachable.</summary>
public class RemoteTransportException(string message, Exception? cause = null) : AkkaException(message, cause);
