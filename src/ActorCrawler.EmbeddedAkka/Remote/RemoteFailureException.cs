using Akka.Actor;

namespace Akka.Remote;

/// <summary>Stands for an exception of another process: its class by name only, because what arrives never chooses which class is made.</summary>
public sealed class RemoteFailureException(string originalType, string message) : AkkaException(message)
{
    /// <summary>Full name of the class that was thrown.</summary>
    public string OriginalType { get; } = originalType;

    public override string ToString() => $"{OriginalType} (in another process): {Message}";
}
