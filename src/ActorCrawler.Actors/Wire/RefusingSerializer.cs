using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Configuration;
using Akka.Serialization;

namespace ActorCrawler.Actors.Wire;

/// <summary>
/// Takes the place of serializers that make whatever class a message names (Akka.NET's JSON fallback, remote deployment, any Protocol Buffers
/// message): neither writes nor reads anything.
/// </summary>
internal sealed class RefusingSerializer : SerializerWithStringManifest
{
    private static int _last = 1_000_000;

    public RefusingSerializer(ExtendedActorSystem system)
        : base(system)
    {
    }

    /// <summary>As the other one: Akka.NET gives some of them settings, which do not matter here.</summary>
    public RefusingSerializer(ExtendedActorSystem system, Config settings)
        : base(system) => _ = settings;

    /// <summary>A number for each place it takes: what comes under the number of the one before finds nobody.</summary>
    public override int Identifier { get; } = Interlocked.Increment(ref _last);

    public override string Manifest(object o) => "";

    public override byte[] ToBinary(object obj) => throw new SerializationException($"A {obj.GetType()} does not travel: it is no message of the wire.");

    public override object FromBinary(byte[] bytes, string manifest) => throw new SerializationException("Such messages are not read.");
}
