using Akka.Actor;

namespace Akka.Cluster;

/// <summary>A node: its address, and a number that tells it from others that were there before.</summary>
public sealed record UniqueAddress(Address Address, int Uid) : IComparable<UniqueAddress>
{
    public int CompareTo(UniqueAddress? other)
    {
        if (other is null) return 1;
        var byAddress = Member.AddressOrdering.Compare(Address, other.Address);
        return byAddress != 0 ? byAddress : Uid.CompareTo(other.Uid);
    }

    public override string ToString() => $"UniqueAddress: ({Address}, {Uid})";
}
