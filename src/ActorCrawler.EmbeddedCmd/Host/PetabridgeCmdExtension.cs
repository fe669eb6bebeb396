using Akka.Actor;

namespace Petabridge.Cmd.Host;

/// <summary>Makes a system's <see cref="PetabridgeCmd"/>.</summary>
internal sealed class PetabridgeCmdExtension : ExtensionIdProvider<PetabridgeCmd>
{
    public override PetabridgeCmd CreateExtension(ExtendedActorSystem system) => new(system);
}
