using System.Collections.Immutable;
using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Remote;
using Akka.Serialization;

namespace Akka.Cluster;

/// <summary>The bytes of <see cref="ClusterProtocol"/>.</summary>
internal static class ClusterWire
{
    public static void Write(WireWriter to, ClusterProtocol message)
    {
        switch (message)
        {
            case ClusterProtocol.Join join:
                WriteNode(to.Byte(1), join.Node);
                WriteTexts(to, join.Roles);
                break;
            case ClusterProtocol.State state:
                WriteMembership(to.Byte(2), state.Membership);
                break;
            case ClusterProtocol.Leave leave:
                to.Byte(3).String(leave.Address.ToString());
                break;
            case ClusterProtocol.Down down:
                to.Byte(4).String(down.Address.ToString());
                break;
            case ClusterProtocol.ExitingConfirmed confirmed:
                WriteNode(to.Byte(5), confirmed.Node);
                break;
            case ClusterProtocol.Heartbeat heartbeat:
                WriteNode(to.Byte(6), heartbeat.Node);
                to.Long(heartbeat.Version);
                break;
            default:
                throw new SerializationException(message.GetType().Name);
        }
    }

    public static ClusterProtocol Read(ref WireReader from) => from.Byte() switch
    {
        1 => new ClusterProtocol.Join(ReadNode(ref from), ReadTexts(ref from)),
        2 => new ClusterProtocol.State(ReadMembership(ref from)),
        3 => new ClusterProtocol.Leave(ReadAddress(ref from)),
        4 => new ClusterProtocol.Down(ReadAddress(ref from)),
        5 => new ClusterProtocol.ExitingConfirmed(ReadNode(ref from)),
        6 => new ClusterProtocol.Heartbeat(ReadNode(ref from), from.Long()),
        var kind => throw new SerializationException($"There is no cluster message of kind {kind}.")
    };

    private static void WriteMembership(WireWriter to, Membership membership)
    {
        to.Long(membership.Version).Byte(membership.Authority is null ? (byte)0 : (byte)1);
        if (membership.Authority is { } authority) WriteNode(to, authority);
        to.Int(membership.Members.Count);
        foreach (var member in membership.Members)
        {
            WriteNode(to, member.UniqueAddress);
            var isUnreachable = membership.Unreachable.Contains(member.UniqueAddress);
            to.Byte((byte)member.Status).Int(member.UpNumber).Byte(isUnreachable ? (byte)1 : (byte)0);
            WriteTexts(to, member.Roles);
        }
    }

    private static Membership ReadMembership(ref WireReader from)
    {
        var version = from.Long();
        var authority = from.Byte() == 0 ? null : ReadNode(ref from);
        var members = new List<Member>();
        var unreachable = ImmutableHashSet.CreateBuilder<UniqueAddress>();
        for (var count = from.Count(); count > 0; count--)
        {
            var node = ReadNode(ref from);
            var status = (MemberStatus)from.Byte();
            var upNumber = from.Int();
            if (from.Byte() == 1) unreachable.Add(node);
            members.Add(new Member(node, upNumber, status, [.. ReadTexts(ref from)]));
        }

        return new Membership(version, authority, [.. members], unreachable.ToImmutable());
    }

    private static void WriteNode(WireWriter to, UniqueAddress node) => to.String(node.Address.ToString()).Int(node.Uid);

    private static UniqueAddress ReadNode(ref WireReader from) => new(ReadAddress(ref from), from.Int());

    private static Address ReadAddress(ref WireReader from) =>
        Address.TryParse(from.String(), out var address, out var rest) && rest.Length == 0 && RemoteSettings.IsLoopback(address.Host)
            ? address
            : throw new SerializationException("There is no loopback address in a cluster message.");

    private static void WriteTexts(WireWriter to, IReadOnlyCollection<string> texts)
    {
        to.Int(texts.Count);
        foreach (var text in texts) to.String(text);
    }

    private static string[] ReadTexts(ref WireReader from)
    {
        var texts = new string[from.Count()];
        for (var i = 0; i < texts.Length; i++) texts[i] = from.String();
        return texts;
    }
}
