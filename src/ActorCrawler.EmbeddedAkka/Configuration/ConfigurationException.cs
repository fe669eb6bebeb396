using Akka.Actor;

namespace Akka.Configuration;

/// <summary>The configuration is there and can be read, but asks for something that cannot be.</summary>
public class ConfigurationException(string message, Exception? exception = null) : AkkaException(message, exception);
