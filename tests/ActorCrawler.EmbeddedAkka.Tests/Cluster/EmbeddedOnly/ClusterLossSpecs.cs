using System.Net.Sockets;
using ActorCrawler.EmbeddedAkka.Tests.Remote;
using ActorCrawler.EmbeddedAkka.Tests.Remote.EmbeddedOnly;
using Akka.Actor;
using Akka.Cluster;
using Akka.Remote;
using Akka.Serialization;
using static Akka.Cluster.ClusterEvent;
using AkkaCluster = Akka.Cluster.Cluster;

namespace ActorCrawler.EmbeddedAkka.Tests.Cluster.EmbeddedOnly;

/// <summary>Nodes that die, fall silent or come back: what Akka.NET leaves to a split-brain resolver, and decides after a time.</summary>
public sealed class ClusterLossSpecs : IAsyncLifetime
{
    private const string Abrupt = "akka.coordinated-shutdown.run-by-actor-system-terminate = off\n";
    private const string Common = "akka.actor.provider = cluster\n";

    private readonly RemoteSystems _systems = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _systems.DisposeAsync().AsTask();

    [Fact]
    public async Task Dead_node_is_downed_at_once()
    {
        var seed = await SeedAsync("akka.cluster.failure-detector.acceptable-heartbeat-pause = 1h");
        var events = Subscribe(seed);
        var worker = await JoinAsync(seed, Abrupt);
        _ = new Probe(worker, "b");
        var remote = await RemoteSystems.FindAsync(seed, worker, "b");
        var watcher = new Probe(seed);
        watcher.Do(context => context.Watch(remote));
        remote.Tell("x");
        await worker.Terminate();
        await events.ExpectAsync<UnreachableMember>();
        await events.ExpectAsync<MemberDowned>();
        Assert.Equal(MemberStatus.Down, (await events.ExpectAsync<MemberRemoved>()).PreviousStatus);
        Assert.Equal(remote, (await watcher.ExpectAsync<Terminated>()).ActorRef);
    }

    [Fact]
    public async Task Node_that_loses_the_seed_puts_itself_out()
    {
        var seed = await SeedAsync(Abrupt);
        // Else the end of its system may come before the news of it.
        var worker = await JoinAsync(seed, "akka.cluster.run-coordinated-shutdown-when-down = off");
        var events = Subscribe(worker);
        await events.ExpectAsync<CurrentClusterState>();
        var removed = new TaskCompletionSource();
        AkkaCluster.Get(worker).RegisterOnMemberRemoved(() => removed.TrySetResult());
        await seed.Terminate();
        await events.ExpectAsync<UnreachableMember>();
        await events.ExpectAsync<MemberDowned>(down => down.Member.Address == RemoteSystems.AddressOf(worker));
        await removed.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Node_whose_seed_has_left_in_order_sees_it_go_and_stays()
    {
        var seed = await SeedAsync();
        var worker = await JoinAsync(seed);
        var events = Subscribe(worker);
        await seed.Terminate();
        Assert.Equal(RemoteSystems.AddressOf(seed), (await events.ExpectAsync<MemberRemoved>()).Member.Address);
        Assert.Equal(MemberStatus.Up, AkkaCluster.Get(worker).SelfMember.Status);
        await AkkaCluster.Get(worker).LeaveAsync();
        await worker.WhenTerminated.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task All_nodes_can_leave_at_the_same_moment()
    {
        // A phase that waits for an answer from one that has gone would wait for longer than the test.
        const string Patient = """

            akka.coordinated-shutdown {
              default-phase-timeout = 10m
              phases { cluster-sharding-shutdown-region.timeout = 10m, cluster-exiting.timeout = 10m, actor-system-terminate.timeout = 10m }
            }
            """;
        var seed = await SeedAsync(Patient);
        var (first, second) = (await JoinAsync(seed, Patient), await JoinAsync(seed, Patient));
        await Task.WhenAll(seed.Terminate(), first.Terminate(), second.Terminate()).WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Seed_that_starts_again_at_its_address_gets_nodes_that_join_with_fresh_systems()
    {
        var seed = await SeedAsync(Abrupt);
        var address = AkkaCluster.Get(seed).SelfAddress;
        var worker = await JoinAsync(seed);
        await seed.Terminate();
        await worker.WhenTerminated.WaitAsync(TimeSpan.FromSeconds(30));

        // The nodes may be earlier than the seed.
        var fresh = _systems.Start("specs", Common);
        var joining = AkkaCluster.Get(fresh).JoinSeedNodesAsync([address]);
        var again = await SeedAsync($"akka.remote.dot-netty.tcp.port = {address.Port}");
        await joining.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(2, AkkaCluster.Get(again).State.Members.Count);
    }

    [Fact]
    public async Task Silent_node_is_unreachable_until_it_is_heard_and_downed_when_it_is_not()
    {
        var seed = await SeedAsync("""
            akka.cluster.failure-detector { heartbeat-interval = 50ms, acceptable-heartbeat-pause = 400ms }
            akka.cluster.split-brain-resolver.stable-after = 1s
            """);
        var events = Subscribe(seed);
        using var peer = new RawPeer();
        var node = new UniqueAddress(peer.Self.Address, peer.Self.Uid);
        var socket = await peer.DialAsync(seed);
        await TellAsync(socket, seed, new ClusterProtocol.Join(node, ["worker"]));
        Assert.Equal(node, (await events.ExpectAsync<MemberUp>(up => up.Member.HasRole("worker"))).Member.UniqueAddress);
        await peer.AcceptAsync();

        await events.ExpectAsync<UnreachableMember>();
        await TellAsync(socket, seed, new ClusterProtocol.Heartbeat(node, 0));
        await events.ExpectAsync<ReachableMember>();
        await events.ExpectAsync<UnreachableMember>();
        await events.ExpectAsync<MemberDowned>();
        await events.ExpectAsync<MemberRemoved>();

        // And should it wake up after all, it learns that it is out.
        var refused = await Assert.ThrowsAsync<HandshakeException>(async () =>
        {
            while (true) (await peer.DialAsync(seed)).Dispose();
        });
        Assert.Equal(HandshakeStatus.Quarantined, refused.Status);
    }

    [Fact]
    public async Task Node_that_the_seed_has_quarantined_puts_itself_out()
    {
        using var peer = new RawPeer();
        var seed = new UniqueAddress(peer.Self.Address, peer.Self.Uid);
        var worker = _systems.Start("specs", Common + "akka.cluster.run-coordinated-shutdown-when-down = off");
        var self = AkkaCluster.Get(worker).SelfUniqueAddress;
        AkkaCluster.Get(worker).Join(seed.Address);
        var joining = await peer.AcceptAsync();
        var socket = await peer.DialAsync(worker);
        var membership = (Membership.None with { Authority = seed }).Add(seed, []).With(seed, MemberStatus.Up).Add(self, []).With(self, MemberStatus.Up);
        await TellAsync(socket, worker, new ClusterProtocol.State(membership));
        var up = new TaskCompletionSource();
        AkkaCluster.Get(worker).RegisterOnMemberUp(() => up.TrySetResult());
        await up.Task.WaitAsync(TimeSpan.FromSeconds(30));

        var removed = new TaskCompletionSource();
        AkkaCluster.Get(worker).RegisterOnMemberRemoved(() => removed.TrySetResult());
        joining.Dispose();
        var attempt = await peer.AcceptSilentlyAsync();
        await Assert.ThrowsAsync<HandshakeException>(() => peer.AnswerAsync(attempt, HandshakeStatus.Quarantined));
        await removed.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.True(AkkaCluster.Get(worker).IsTerminated);
    }

    private static async Task TellAsync(Socket socket, ActorSystem system, ClusterProtocol message)
    {
        var payload = new WireWriter();
        ClusterWire.Write(payload, message);
        var daemon = (InternalActorRef)RawPeer.Named($"{RemoteSystems.AddressOf(system)}/system/cluster");
        var writer = new FrameWriter();
        writer.Add(new OutboundFrame(FrameKind.Message, daemon, null, 16, "C", payload.ToArray()));
        await writer.FlushAsync(socket);
    }

    private static Probe Subscribe(ActorSystem system)
    {
        var probe = new Probe(system);
        AkkaCluster.Get(system).Subscribe(probe.Ref, typeof(IMemberEvent), typeof(IReachabilityEvent));
        return probe;
    }

    private async Task<ActorSystem> SeedAsync(string hocon = "")
    {
        var seed = _systems.Start("specs", Common + hocon);
        await AkkaCluster.Get(seed).JoinAsync(AkkaCluster.Get(seed).SelfAddress);
        return seed;
    }

    private async Task<ActorSystem> JoinAsync(ActorSystem seed, string hocon = "")
    {
        var worker = _systems.Start("specs", Common + hocon);
        await AkkaCluster.Get(worker).JoinAsync(AkkaCluster.Get(seed).SelfAddress).WaitAsync(TimeSpan.FromSeconds(30));
        return worker;
    }
}
