using Akka.Actor;
using Akka.Cluster;
using Akka.Serialization;
using static Akka.Cluster.ClusterEvent;

namespace ActorCrawler.EmbeddedAkka.Tests.Cluster.EmbeddedOnly;

public sealed class MembershipSpecs
{
    private static readonly UniqueAddress Seed = Node(1000);
    private static readonly UniqueAddress Worker = Node(1001);
    private static readonly Membership Alone = (Membership.None with { Authority = Seed }).Add(Seed, ["seed"]).With(Seed, MemberStatus.Up);

    [Fact]
    public void Each_status_is_an_event()
    {
        var joining = Alone.Add(Worker, ["worker"]);
        Assert.IsType<MemberJoined>(Assert.Single(joining.Since(Alone, Seed)));
        var up = joining.With(Worker, MemberStatus.Up);
        Assert.Equal(2, Assert.IsType<MemberUp>(Assert.Single(up.Since(joining, Seed))).Member.UpNumber);
        var leaving = up.With(Worker, MemberStatus.Leaving);
        Assert.IsType<MemberLeft>(Assert.Single(leaving.Since(up, Seed)));
        var exiting = leaving.With(Worker, MemberStatus.Exiting);
        Assert.IsType<MemberExited>(Assert.Single(exiting.Since(leaving, Seed)));
        var removed = Assert.IsType<MemberRemoved>(Assert.Single(exiting.With(Worker, MemberStatus.Removed).Since(exiting, Seed)));
        Assert.Equal((MemberStatus.Removed, MemberStatus.Exiting), (removed.Member.Status, removed.PreviousStatus));
        var down = up.With(Worker, MemberStatus.Down);
        Assert.IsType<MemberDowned>(Assert.Single(down.Since(up, Seed)));
    }

    [Fact]
    public void Several_changes_at_once_are_the_events_of_their_outcome()
    {
        var joined = Alone.Add(Worker, []).With(Worker, MemberStatus.Up);
        Assert.IsType<MemberUp>(Assert.Single(joined.Since(Alone, Seed)));
        Assert.Empty(joined.Since(joined, Seed));
        Assert.Equal(2, joined.Since(Membership.None, Worker).Count());
    }

    [Fact]
    public void Reachability_is_an_event_for_others_and_not_for_oneself()
    {
        var joined = Alone.Add(Worker, []).With(Worker, MemberStatus.Up);
        var silent = joined.Reach(Worker, isReachable: false);
        Assert.IsType<UnreachableMember>(Assert.Single(silent.Since(joined, Seed)));
        Assert.Empty(silent.Since(joined, Worker));
        Assert.IsType<ReachableMember>(Assert.Single(joined.Since(silent, Seed)));
        Assert.Equal(Worker, Assert.Single(silent.Current.Unreachable).UniqueAddress);
        Assert.IsType<MemberRemoved>(Assert.Single(silent.With(Worker, MemberStatus.Removed).Since(silent, Seed)));
    }

    [Fact]
    public void Every_change_has_a_version_and_survives_the_wire()
    {
        var membership = Alone.Add(Worker, ["worker", "parser"]).With(Worker, MemberStatus.Up).Reach(Worker, isReachable: false);
        Assert.Equal(Alone.Version + 3, membership.Version);
        var writer = new WireWriter();
        ClusterWire.Write(writer, new ClusterProtocol.State(membership));
        var reader = new WireReader(writer.ToArray());
        var read = ((ClusterProtocol.State)ClusterWire.Read(ref reader)).Membership;
        Assert.Equal((membership.Version, membership.Authority), (read.Version, read.Authority));
        Assert.Empty(read.Since(membership, Seed));
        Assert.Empty(membership.Since(read, Seed));
        Assert.Equal(membership.Find(Worker)!.ToString(), read.Find(Worker)!.ToString());
    }

    [Fact]
    public void Leader_is_the_first_member_that_is_up_and_reachable()
    {
        var membership = Alone.Add(Worker, []).With(Worker, MemberStatus.Up);
        Assert.Equal(Seed.Address, membership.Current.Leader);
        Assert.Equal(Worker.Address, membership.Reach(Seed, isReachable: false).Current.Leader);
        Assert.Null(Membership.None.Current.Leader);
    }

    private static UniqueAddress Node(int port) => new(new Address("akka.tcp", "specs", "127.0.0.1", port), port * 7);
}
