using ActorCrawler.EmbeddedAkka.Tests.Remote;
using Akka.Actor;
using Akka.Cluster;
using AkkaCluster = Akka.Cluster.Cluster;

namespace ActorCrawler.EmbeddedAkka.Tests.Cluster;

/// <summary>One seed node and others, on either runtime.</summary>
public sealed class ClusterSpecs : IAsyncLifetime
{
    private const string Provider = "akka.actor.provider = cluster\n";

    private readonly RemoteSystems _systems = new();
    private readonly ActorSystem _seed;
    private readonly Address _seedAddress;

    public ClusterSpecs()
    {
        _seed = _systems.Start("specs", Provider + "akka.cluster.roles = [seed]");
        _seedAddress = AkkaCluster.Get(_seed).SelfAddress;
    }

    public async Task InitializeAsync() => await AkkaCluster.Get(_seed).JoinSeedNodesAsync([_seedAddress]);

    public Task DisposeAsync() => _systems.DisposeAsync().AsTask();

    [Fact]
    public async Task Seed_node_is_a_cluster_of_its_own()
    {
        var cluster = AkkaCluster.Get(_seed);
        await ShowsAsync(_seed, c => c.SelfMember.Status == MemberStatus.Up);
        Assert.Equal(RemoteSystems.AddressOf(_seed), cluster.SelfAddress);
        Assert.True(cluster.SelfMember.HasRole("seed"));
        Assert.Equal(cluster.SelfUniqueAddress, Assert.Single(cluster.State.Members).UniqueAddress);
        await ShowsAsync(_seed, c => c.State.Leader == c.SelfAddress);
        Assert.False(cluster.IsTerminated);
    }

    [Fact]
    public async Task Node_that_joins_comes_up_and_all_see_it()
    {
        var events = Subscribe(_seed, typeof(ClusterEvent.IMemberEvent));
        Assert.Equal(_seedAddress, Assert.Single((await events.ExpectAsync<ClusterEvent.CurrentClusterState>()).Members).Address);

        var worker = await JoinAsync("akka.cluster.roles = [worker, parser]");
        var up = await events.ExpectAsync<ClusterEvent.MemberUp>();
        Assert.Equal(AkkaCluster.Get(worker).SelfUniqueAddress, up.Member.UniqueAddress);
        Assert.Equal(["parser", "worker"], up.Member.Roles.Order());
        Assert.True(up.Member.HasRole("worker"));
        await ShowsAsync(_seed, c => c.SelfMember.IsOlderThan(up.Member));

        await ShowsAsync(_seed, c => c.State.Members.Count == 2);
        await ShowsAsync(worker, c => c.State.Members.Count == 2);
        Assert.Empty(AkkaCluster.Get(worker).State.Unreachable);
        Assert.Equal(["worker", "parser"], AkkaCluster.Get(worker).SelfRoles.OrderDescending());
    }

    [Fact]
    public async Task Nodes_see_others_that_join_later()
    {
        var first = await JoinAsync();
        var events = Subscribe(first, typeof(ClusterEvent.MemberUp));
        await events.ExpectAsync<ClusterEvent.CurrentClusterState>();
        var second = await JoinAsync();
        Assert.Equal(AkkaCluster.Get(second).SelfAddress, (await events.ExpectAsync<ClusterEvent.MemberUp>()).Member.Address);
    }

    [Fact]
    public async Task Seed_nodes_of_the_configuration_are_joined_at_start()
    {
        var worker = _systems.Start("specs", Provider + $"akka.cluster.seed-nodes = [\"{_seedAddress}\"]");
        var up = new TaskCompletionSource();
        AkkaCluster.Get(worker).RegisterOnMemberUp(() => up.TrySetResult());
        await up.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await ShowsAsync(worker, c => c.SelfMember.Status == MemberStatus.Up);
    }

    [Fact]
    public async Task Subscriber_can_have_the_initial_state_as_events()
    {
        var worker = await JoinAsync();
        var probe = new Probe(_seed);
        AkkaCluster.Get(_seed).Subscribe(probe.Ref, ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.IMemberEvent), typeof(ClusterEvent.UnreachableMember));
        var up = new[] { await probe.ExpectAsync<ClusterEvent.MemberUp>(), await probe.ExpectAsync<ClusterEvent.MemberUp>() };
        Assert.Equal(
            new[] { _seedAddress, AkkaCluster.Get(worker).SelfAddress }.OrderBy(address => address.Port),
            up.Select(e => e.Member.Address).OrderBy(address => address.Port));
    }

    [Fact]
    public async Task Unsubscribed_actor_hears_no_more()
    {
        var (events, others) = (Subscribe(_seed, typeof(ClusterEvent.IMemberEvent)), Subscribe(_seed, typeof(ClusterEvent.IMemberEvent)));
        await events.ExpectAsync<ClusterEvent.CurrentClusterState>();
        AkkaCluster.Get(_seed).Unsubscribe(events.Ref);
        await JoinAsync();
        await others.ExpectAsync<ClusterEvent.MemberUp>();
        Assert.Empty(events.Drain());
    }

    [Fact]
    public void Only_cluster_events_can_be_subscribed_to()
    {
        var probe = new Probe(_seed);
        Assert.Throws<ArgumentException>(() => AkkaCluster.Get(_seed).Subscribe(probe.Ref, typeof(string)));
        Assert.Throws<ArgumentException>(() => AkkaCluster.Get(_seed).Subscribe(probe.Ref));
    }

    [Fact]
    public async Task Node_that_leaves_is_removed_and_its_system_ends()
    {
        var events = Subscribe(_seed, typeof(ClusterEvent.IMemberEvent));
        var worker = await JoinAsync();
        var removed = new TaskCompletionSource();
        AkkaCluster.Get(worker).RegisterOnMemberRemoved(() => removed.TrySetResult());
        AkkaCluster.Get(_seed).Leave(AkkaCluster.Get(worker).SelfAddress);
        await events.ExpectAsync<ClusterEvent.MemberLeft>();
        await events.ExpectAsync<ClusterEvent.MemberExited>();
        var last = await events.ExpectAsync<ClusterEvent.MemberRemoved>();
        Assert.Equal(MemberStatus.Exiting, last.PreviousStatus);
        await removed.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await worker.WhenTerminated.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.True(AkkaCluster.Get(worker).IsTerminated);
        await ShowsAsync(_seed, c => c.State.Members.Count == 1);
    }

    [Fact]
    public async Task System_that_terminates_leaves_in_order()
    {
        var events = Subscribe(_seed, typeof(ClusterEvent.IMemberEvent), typeof(ClusterEvent.UnreachableMember));
        var worker = await JoinAsync();
        await worker.Terminate();
        Assert.Equal(MemberStatus.Exiting, (await events.ExpectAsync<ClusterEvent.MemberRemoved>()).PreviousStatus);
    }

    [Fact]
    public async Task Node_that_is_downed_is_removed_and_its_system_ends()
    {
        var events = Subscribe(_seed, typeof(ClusterEvent.IMemberEvent));
        var worker = await JoinAsync();
        AkkaCluster.Get(_seed).Down(AkkaCluster.Get(worker).SelfAddress);
        Assert.Equal(MemberStatus.Down, (await events.ExpectAsync<ClusterEvent.MemberRemoved>()).PreviousStatus);
        await worker.WhenTerminated.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Node_that_dies_is_unreachable_and_its_actors_are_terminated_when_it_is_down()
    {
        var events = Subscribe(_seed, typeof(ClusterEvent.IMemberEvent), typeof(ClusterEvent.IReachabilityEvent));
        var worker = await JoinAsync("akka.coordinated-shutdown.run-by-actor-system-terminate = off");
        var address = AkkaCluster.Get(worker).SelfAddress;
        _ = new Probe(worker, "b");
        var remote = await RemoteSystems.FindAsync(_seed, worker, "b");
        var watcher = new Probe(_seed);
        watcher.Do(context => context.Watch(remote));
        remote.Tell("x");
        await worker.Terminate();
        Assert.Equal(address, (await events.ExpectAsync<ClusterEvent.UnreachableMember>()).Member.Address);
        AkkaCluster.Get(_seed).Down(address);
        Assert.Equal(MemberStatus.Down, (await events.ExpectAsync<ClusterEvent.MemberRemoved>()).PreviousStatus);
        await ShowsAsync(_seed, c => c.State.Unreachable.Count == 0);
        Assert.Equal(remote, (await watcher.ExpectAsync<Terminated>()).ActorRef);
    }

    [Fact]
    public async Task New_process_at_the_address_of_an_old_one_is_another_member()
    {
        var events = Subscribe(_seed, typeof(ClusterEvent.IMemberEvent));
        var first = await JoinAsync("akka.coordinated-shutdown.run-by-actor-system-terminate = off");
        var address = AkkaCluster.Get(first).SelfUniqueAddress;
        _ = new Probe(first, "b");
        var old = await RemoteSystems.FindAsync(_seed, first, "b");
        await first.Terminate();

        var second = await JoinAsync($"akka.remote.dot-netty.tcp.port = {address.Address.Port}");
        Assert.Equal(address, (await events.ExpectAsync<ClusterEvent.MemberRemoved>()).Member.UniqueAddress);
        Assert.NotEqual(address.Uid, AkkaCluster.Get(second).SelfUniqueAddress.Uid);
        Assert.Equal(address.Address, AkkaCluster.Get(second).SelfAddress);
        await ShowsAsync(second, c => c.SelfMember.Status == MemberStatus.Up);

        var b = new Probe(second, "b");
        var remote = await RemoteSystems.FindAsync(_seed, second, "b");
        Assert.NotEqual(old, remote);
        remote.Tell("for the new one");
        Assert.Equal("for the new one", await b.ExpectAsync<string>());
    }

    [Fact]
    public async Task Nodes_talk_to_one_another_without_the_seed()
    {
        var (first, second) = (await JoinAsync(), await JoinAsync());
        var b = new Probe(second, "b");
        (await RemoteSystems.FindAsync(first, second, "b")).Tell("hello");
        Assert.Equal("hello", await b.ExpectAsync<string>());
    }

    [Fact]
    public async Task Joining_can_be_given_up()
    {
        var lonely = _systems.Start("specs", Provider);
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAsync<ClusterJoinFailedException>(
            () => AkkaCluster.Get(lonely).JoinSeedNodesAsync([new Address("akka.tcp", "specs", "127.0.0.1", 1)], limit.Token));
    }

    private static Probe Subscribe(ActorSystem system, params Type[] to)
    {
        var probe = new Probe(system);
        AkkaCluster.Get(system).Subscribe(probe.Ref, to);
        return probe;
    }

    // Akka.NET's view of the state comes after its events.
    private static async Task ShowsAsync(ActorSystem system, Func<AkkaCluster, bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!condition(AkkaCluster.Get(system))) await poll.WaitForNextTickAsync(limit.Token);
    }

    private async Task<ActorSystem> JoinAsync(string hocon = "")
    {
        var system = _systems.Start("specs", Provider + hocon);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await AkkaCluster.Get(system).JoinSeedNodesAsync([_seedAddress], limit.Token);
        return system;
    }
}
