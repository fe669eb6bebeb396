using Akka.Actor;

namespace Akka.Serialization;

/// <summary>
/// A serializer that itself says, with a short string, what its bytes are. Nothing on the wire names a class, so nothing on the
/// wire chooses which class is made: it is the only kind of serializer that talks to other processes here.
/// </summary>
public abstract class SerializerWithStringManifest(ExtendedActorSystem system) : Serializer(system)
{
    public sealed override bool IncludeManifest => true;

    public sealed override object FromBinary(byte[] bytes, Type type) => FromBinary(bytes, type.FullName!);

    /// <summary>The message in <paramref name="bytes"/>, which belong to the callee from now on and may be kept.</summary>
    /// <exception cref="System.Runtime.Serialization.SerializationException">There is no such manifest, or the bytes are none of its.</exception>
    public abstract object FromBinary(byte[] bytes, string manifest);

    /// <summary>What <see cref="FromBinary(byte[], string)"/> needs to know; short, and the same for all messages of a kind.</summary>
    public abstract string Manifest(object o);
}
