namespace Akka.Actor;

/// <summary>Makes an extension.</summary>
public interface IExtensionId
{
    Type ExtensionType { get; }

    object CreateExtension(ExtendedActorSystem system);
}
