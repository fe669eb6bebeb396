using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Cluster;

/// <summary>A node of the cluster, as it was known at some moment. Equal to another when the node is the same, whatever its status.</summary>
public sealed class Member : IComparable<Member>, IEquatable<Member>
{
    /// <summary>By host, then port.</summary>
    public static readonly IComparer<Address> AddressOrdering = Comparer<Address>.Create(CompareAddresses);

    internal Member(UniqueAddress uniqueAddress, int upNumber, MemberStatus status, ImmutableHashSet<string> roles)
    {
        UniqueAddress = uniqueAddress;
        UpNumber = upNumber;
        Status = status;
        Roles = roles;
    }

    public UniqueAddress UniqueAddress { get; }

    public Address Address => UniqueAddress.Address;

    public MemberStatus Status { get; }

    /// <summary>What the node is for: its <c>akka.cluster.roles</c>.</summary>
    public ImmutableHashSet<string> Roles { get; }

    /// <summary>Order in which members came up; <see cref="int.MaxValue"/> before that.</summary>
    internal int UpNumber { get; }

    public bool HasRole(string role) => Roles.Contains(role);

    public bool IsOlderThan(Member other) => UpNumber == other.UpNumber
        ? AddressOrdering.Compare(Address, other.Address) < 0
        : UpNumber < other.UpNumber;

    public int CompareTo(Member? other) => UniqueAddress.CompareTo(other?.UniqueAddress);

    public bool Equals(Member? other) => UniqueAddress.Equals(other?.UniqueAddress);

    public override bool Equals(object? obj) => Equals(obj as Member);

    public override int GetHashCode() => UniqueAddress.GetHashCode();

    public override string ToString() =>
        $"Member(address = {Address}, Uid={UniqueAddress.Uid} status = {Status}, role=[{string.Join(",", Roles)}], upNumber={UpNumber})";

    internal Member With(MemberStatus status, int? upNumber = null) => new(UniqueAddress, upNumber ?? UpNumber, status, Roles);

    private static int CompareAddresses(Address left, Address right)
    {
        var byHost = string.CompareOrdinal(left.Host ?? "", right.Host ?? "");
        return byHost != 0 ? byHost : (left.Port ?? 0).CompareTo(right.Port ?? 0);
    }
}
