using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Serialization;

namespace ActorCrawler.Actors.Wire;

/// <summary>
/// Stands before one of Akka.NET's own serializers that nodes cannot do without, and lets only what they need through. Behind it there is more: failures
/// whose exceptions are made by the name that arrives, routers, orders to stop any actor. What comes from elsewhere finds no way to that. On the
/// embedded runtime, which has no such serializers, it refuses everything.
/// </summary>
internal abstract class GuardedSerializer : SerializerWithStringManifest
{
    /// <summary>Added to the number where nothing is behind it: the embedded runtime's own serializer may have that number.</summary>
    private const int Idle = 1_200;

    /// <param name="system">Its system.</param>
    /// <param name="guarded">The class behind it.</param>
    /// <param name="identifier">That class's number on the wire.</param>
    protected GuardedSerializer(ExtendedActorSystem system, string guarded, int identifier)
        : base(system)
    {
        Guarded = Type.GetType(guarded) is { } type ? (Serializer)Activator.CreateInstance(type, system)! : null;
        Identifier = Guarded is null ? Idle + identifier : identifier;
    }

    public override int Identifier { get; }

    /// <summary>The serializer behind it; null where there is none.</summary>
    protected Serializer? Guarded { get; }

    public override string Manifest(object o) => Guarded is null ? "" : Name(o);

    public override byte[] ToBinary(object obj) => Guarded is not null && Passes(Name(obj))
        ? Guarded.ToBinary(obj)
        : throw new SerializationException($"A {obj.GetType()} does not travel between nodes.");

    public override object FromBinary(byte[] bytes, string manifest) => Guarded is not null && Passes(manifest)
        ? Read(Guarded, bytes, manifest)
        : throw new SerializationException($"Messages '{manifest}' are not read.");

    /// <summary>The name of a message's kind.</summary>
    protected abstract string Name(object message);

    /// <summary>Whether messages of a kind travel.</summary>
    protected abstract bool Passes(string manifest);

    /// <summary>Reads a message of a kind that passes.</summary>
    protected abstract object Read(Serializer guarded, byte[] bytes, string manifest);
}
