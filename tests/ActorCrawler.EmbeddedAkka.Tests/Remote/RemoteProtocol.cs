using System.Runtime.Serialization;
using System.Text;
using Akka.Actor;
using Akka.Serialization;

namespace ActorCrawler.EmbeddedAkka.Tests.Remote;

/// <summary>Messages of these specs.</summary>
public static class RemoteProtocol
{
    public interface IMessage;

    public sealed record Numbered(int Number) : IMessage;

    public sealed record Body(byte[] Bytes) : IMessage;

    /// <summary>Carries a reference, to be told whatever the receiver wants.</summary>
    public sealed record Introduce(IActorRef Actor) : IMessage;

    /// <summary>Cannot be serialized.</summary>
    public sealed record Broken : IMessage;

    /// <summary>Can be serialized, and not read.</summary>
    public sealed record Unreadable : IMessage;
}

/// <summary>What the configuration binds to <see cref="RemoteProtocol.IMessage"/>.</summary>
public sealed class RemoteProtocolSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    public override string Manifest(object o) => o switch
    {
        RemoteProtocol.Numbered => "N",
        RemoteProtocol.Body => "B",
        RemoteProtocol.Introduce => "I",
        RemoteProtocol.Unreadable => "U",
        _ => "X"
    };

    public override byte[] ToBinary(object obj) => obj switch
    {
        RemoteProtocol.Numbered numbered => BitConverter.GetBytes(numbered.Number),
        RemoteProtocol.Body body => body.Bytes,
        RemoteProtocol.Introduce introduce => Encoding.UTF8.GetBytes(Akka.Serialization.Serialization.SerializedActorPath(introduce.Actor)),
        RemoteProtocol.Unreadable => [],
        _ => throw new SerializationException("broken on purpose")
    };

    public override object FromBinary(byte[] bytes, string manifest) => manifest switch
    {
        "N" => new RemoteProtocol.Numbered(BitConverter.ToInt32(bytes)),
        "B" => new RemoteProtocol.Body(bytes),
        "I" => new RemoteProtocol.Introduce(system.Provider.ResolveActorRef(Encoding.UTF8.GetString(bytes))),
        _ => throw new SerializationException($"unreadable on purpose: {manifest}")
    };
}
