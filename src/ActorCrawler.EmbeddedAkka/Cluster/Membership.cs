using System.Collections.Immutable;
using Akka.Actor;
using static Akka.Cluster.ClusterEvent;

namespace Akka.Cluster;

/// <summary>
/// Who is in the cluster. Immutable. One node, the authority (the seed node), changes it and sends it to the others; the version grows
/// with each change.
/// </summary>
internal sealed record Membership(
    long Version, UniqueAddress? Authority, ImmutableSortedSet<Member> Members, ImmutableHashSet<UniqueAddress> Unreachable)
{
    public static readonly Membership None = new(0, null, [], []);

    public CurrentClusterState Current => new(Members, [.. Members.Where(member => Unreachable.Contains(member.UniqueAddress))]);

    public Member? Find(UniqueAddress node) => Members.FirstOrDefault(member => member.UniqueAddress == node);

    public Member? Find(Address address) => Members.FirstOrDefault(member => member.Address == address);

    public Membership Add(UniqueAddress node, IEnumerable<string> roles) =>
        Next(Members.Add(new Member(node, int.MaxValue, MemberStatus.Joining, [.. roles])), Unreachable);

    /// <summary>Gives a member a new status; <see cref="MemberStatus.Removed"/> takes it out.</summary>
    public Membership With(UniqueAddress node, MemberStatus status)
    {
        if (Find(node) is not { } member) return this;
        if (status == MemberStatus.Removed) return Next(Members.Remove(member), Unreachable.Remove(node));
        var upNumber = status == MemberStatus.Up
            ? 1 + Members.Select(other => other.UpNumber).Where(number => number != int.MaxValue).DefaultIfEmpty().Max()
            : member.UpNumber;
        return Next(Members.Remove(member).Add(member.With(status, upNumber)), Unreachable);
    }

    public Membership Reach(UniqueAddress node, bool isReachable) =>
        Next(Members, isReachable ? Unreachable.Remove(node) : Unreachable.Add(node));

    /// <summary>What has happened since <paramref name="before"/>, as seen by <paramref name="self"/>.</summary>
    public IEnumerable<IClusterDomainEvent> Since(Membership before, UniqueAddress self)
    {
        foreach (var member in Members.Where(member => member.UniqueAddress != self))
        {
            var (was, now) = (before.Unreachable.Contains(member.UniqueAddress), Unreachable.Contains(member.UniqueAddress));
            if (now && !was) yield return new UnreachableMember(member);
            if (was && !now) yield return new ReachableMember(member);
        }

        foreach (var member in Members)
        {
            if (before.Find(member.UniqueAddress)?.Status != member.Status && EventOf(member) is { } change) yield return change;
        }

        foreach (var member in before.Members.Where(member => Find(member.UniqueAddress) is null))
            yield return new MemberRemoved(member.With(MemberStatus.Removed), member.Status);
    }

    private static MemberStatusChange? EventOf(Member member) => member.Status switch
    {
        MemberStatus.Joining => new MemberJoined(member),
        MemberStatus.Up => new MemberUp(member),
        MemberStatus.Leaving => new MemberLeft(member),
        MemberStatus.Exiting => new MemberExited(member),
        MemberStatus.Down => new MemberDowned(member),
        _ => null
    };

    private Membership Next(ImmutableSortedSet<Member> members, ImmutableHashSet<UniqueAddress> unreachable) =>
        this with { Version = Version + 1, Members = members, Unreachable = unreachable };
}
