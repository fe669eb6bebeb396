using System.Buffers;
using Akka.Actor;
using Akka.Serialization;

namespace ActorCrawler.Actors.Wire;

/// <summary>The one serializer of all that travels between nodes; reference.conf binds it to <see cref="Parsing.ParseProtocol.IWireMessage"/>.</summary>
internal sealed class WireSerializer : SerializerWithStringManifest, IBufferSerializer
{
    public WireSerializer(ExtendedActorSystem system)
        : base(system)
    {
    }

    public override string Manifest(object o) => WireCodec.ManifestOf(o);

    public override byte[] ToBinary(object obj) => WireCodec.Write(obj);

    public void ToBinary(object obj, IBufferWriter<byte> buffer) => WireCodec.Write(obj, buffer);

    public override object FromBinary(byte[] bytes, string manifest) => WireCodec.Read(bytes, manifest);
}
