using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Configuration;
using Akka.Serialization;

namespace ActorCrawler.Benchmarks.Remote;

/// <summary>What the two processes say to each other.</summary>
public static class RemoteBenchmarkProtocol
{
    public interface IMessage;

    public sealed record Body(int Id, ReadOnlyMemory<byte> Content) : IMessage;

    public sealed record Answer(int Id) : IMessage;

    public sealed record Small(int Id) : IMessage;

    /// <summary>The system of either process. The keys of the transport are Akka.NET's; its buffers are those that akka-notes found to fit.</summary>
    public static ActorSystem StartSystem(string name) => ActorSystem.Create(name, ConfigurationFactory.ParseString($$"""
        akka {
          loglevel = WARNING
          actor {
            provider = remote
            serializers { benchmark = "{{typeof(RemoteBenchmarkSerializer).AssemblyQualifiedName}}" }
            serialization-bindings { "{{typeof(IMessage).AssemblyQualifiedName}}" = benchmark }
            serialization-identifiers { "{{typeof(RemoteBenchmarkSerializer).AssemblyQualifiedName}}" = 4712 }
          }
          remote {
            dot-netty.tcp {
              hostname = "127.0.0.1"
              port = 0
              maximum-frame-size = 2000000b
              send-buffer-size = 4000000b
              receive-buffer-size = 4000000b
            }
            embedded.secret = "both processes of the benchmark know it"
          }
        }
        """));
}

/// <summary>Builds its arrays as a serializer of a real contract does: one copy out, none in.</summary>
public sealed class RemoteBenchmarkSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    public override string Manifest(object o) => o switch
    {
        RemoteBenchmarkProtocol.Body => "B",
        RemoteBenchmarkProtocol.Answer => "A",
        RemoteBenchmarkProtocol.Small => "S",
        _ => throw new SerializationException(o.GetType().Name)
    };

    public override byte[] ToBinary(object obj)
    {
        switch (obj)
        {
            case RemoteBenchmarkProtocol.Body body:
                var bytes = GC.AllocateUninitializedArray<byte>(4 + body.Content.Length);
                BitConverter.TryWriteBytes(bytes, body.Id);
                body.Content.Span.CopyTo(bytes.AsSpan(4));
                return bytes;
            case RemoteBenchmarkProtocol.Answer answer:
                return BitConverter.GetBytes(answer.Id);
            case RemoteBenchmarkProtocol.Small small:
                return BitConverter.GetBytes(small.Id);
            default:
                throw new SerializationException(obj.GetType().Name);
        }
    }

    public override object FromBinary(byte[] bytes, string manifest) => manifest switch
    {
        "B" => new RemoteBenchmarkProtocol.Body(BitConverter.ToInt32(bytes), bytes.AsMemory(4)),
        "A" => new RemoteBenchmarkProtocol.Answer(BitConverter.ToInt32(bytes)),
        "S" => new RemoteBenchmarkProtocol.Small(BitConverter.ToInt32(bytes)),
        _ => throw new SerializationException(manifest)
    };
}
