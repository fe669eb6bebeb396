using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Cluster;
using Akka.Remote;

namespace Akka.Serialization;

/// <summary>The runtime's own messages, references, and a few plain values; the same ones that Akka.NET's remoting brings serializers for.</summary>
internal sealed class SystemSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    /// <summary>What it is bound to without configuration.</summary>
    public static readonly Type[] Types =
    [
        typeof(string), typeof(int), typeof(long), typeof(byte[]), typeof(IActorRef), typeof(Identify), typeof(ActorIdentity), typeof(PoisonPill),
        typeof(Kill), typeof(Status.Success), typeof(Status.Failure), typeof(ActorSelectionMessage), typeof(ClusterProtocol)
    ];

    private const int MaxDepth = 8;

    [ThreadStatic]
    private static int _depth;

    public override int Identifier => 16;

    public override string Manifest(object o) => o switch
    {
        string => "S",
        int => "I",
        long => "L",
        byte[] => "B",
        IActorRef => "R",
        Identify => "ID",
        ActorIdentity => "AID",
        PoisonPill => "P",
        Kill => "K",
        Status.Success => "SS",
        Status.Failure => "SF",
        ActorSelectionMessage => "SEL",
        ClusterProtocol => "C",
        _ => throw new SerializationException($"{o.GetType()} is not for this serializer.")
    };

    public override byte[] ToBinary(object obj)
    {
        if (obj is byte[] bytes) return bytes;
        var to = new WireWriter();
        switch (obj)
        {
            case string text:
                to.String(text);
                break;
            case int number:
                to.Int(number);
                break;
            case long number:
                to.Long(number);
                break;
            case IActorRef actor:
                to.String(Serialization.SerializedActorPath(actor));
                break;
            case Identify identify:
                WriteAny(to, identify.MessageId);
                break;
            case ActorIdentity identity:
                WriteAny(to, identity.MessageId);
                to.String(Serialization.SerializedActorPath(identity.Subject));
                break;
            case Status.Success success:
                WriteAny(to, success.Status);
                break;
            case Status.Failure failure:
                to.String(failure.Cause?.GetType().FullName ?? "").String(failure.Cause?.Message ?? "");
                WriteAny(to, failure.State);
                break;
            case ActorSelectionMessage selection:
                to.Int(selection.Elements.Length);
                foreach (var element in selection.Elements) to.String(element);
                WriteAny(to, selection.Message);
                break;
            case ClusterProtocol message:
                ClusterWire.Write(to, message);
                break;
        }

        return to.ToArray();
    }

    public override object FromBinary(byte[] bytes, string manifest)
    {
        if (manifest == "B") return bytes;
        var from = new WireReader(bytes);
        switch (manifest)
        {
            case "S":
                return from.String();
            case "I":
                return from.Int();
            case "L":
                return from.Long();
            case "R":
                return system.Provider.ResolveActorRef(from.String());
            case "ID":
                return new Identify(ReadAny(ref from));
            case "AID":
                var messageId = ReadAny(ref from);
                var subject = from.String();
                return new ActorIdentity(messageId, subject.Length == 0 ? null : system.Provider.ResolveActorRef(subject));
            case "P":
                return PoisonPill.Instance;
            case "K":
                return Kill.Instance;
            case "SS":
                return new Status.Success(ReadAny(ref from));
            case "SF":
                var cause = new RemoteFailureException(from.String(), from.String());
                return new Status.Failure(cause, ReadAny(ref from));
            case "SEL":
                var elements = new string[from.Count()];
                for (var i = 0; i < elements.Length; i++) elements[i] = from.String();
                return new ActorSelectionMessage(ReadAny(ref from) ?? throw new SerializationException("A selection without a message."), elements);
            case "C":
                return ClusterWire.Read(ref from);
            default:
                throw new SerializationException($"Unimplemented deserialization of message with manifest [{manifest}]");
        }
    }

    private void WriteAny(WireWriter to, object? value)
    {
        if (value is null)
        {
            to.Int(-1);
            return;
        }

        var serializer = ((ActorSystemImpl)system).Serialization.FindSerializerFor(value);
        to.Int(serializer.Identifier).String(ManifestOf(serializer, value)).Bytes(serializer.ToBinary(value));
    }

    private object? ReadAny(ref WireReader from)
    {
        var id = from.Int();
        if (id == -1) return null;
        var manifest = from.String();
        // Messages within messages within messages would otherwise end in a stack overflow, which no handler survives.
        if (_depth >= MaxDepth) throw new SerializationException($"More than {MaxDepth} messages within one another.");
        _depth++;
        try
        {
            return ((ActorSystemImpl)system).Serialization.Deserialize(from.Bytes(), id, manifest);
        }
        finally
        {
            _depth--;
        }
    }

    internal static string ManifestOf(Serializer serializer, object value) =>
        serializer is SerializerWithStringManifest own
            ? own.Manifest(value)
            : throw new SerializationException($"{serializer.GetType()} is bound to {value.GetType()} but has no string manifests.");
}
