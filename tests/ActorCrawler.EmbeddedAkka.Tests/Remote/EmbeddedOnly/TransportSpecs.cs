using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.Remote;

namespace ActorCrawler.EmbeddedAkka.Tests.Remote.EmbeddedOnly;

/// <summary>What the transport refuses, limits and survives.</summary>
public sealed class TransportSpecs : IAsyncLifetime
{
    private readonly RemoteSystems _systems = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _systems.DisposeAsync().AsTask();

    [Theory]
    [InlineData("akka.remote.dot-netty.tcp.hostname = \"192.0.2.1\"")]
    [InlineData("akka.remote.dot-netty.tcp.hostname = \"0.0.0.0\"")]
    [InlineData("akka.remote.dot-netty.tcp.hostname = example.test")]
    [InlineData("akka.remote.dot-netty.tcp.hostname = \"127.example.test\"")]
    [InlineData("akka.remote.dot-netty.tcp.hostname = \"\"")]
    [InlineData("akka.actor.provider = cluster\nakka.cluster.seed-nodes = [\"akka.tcp://here@192.0.2.1:4000\"]")]
    public void Other_machines_are_refused_with_the_way_to_reach_them(string hocon)
    {
        var error = Assert.Throws<ConfigurationException>(() => _systems.Start("here", hocon));
        Assert.Contains("-p:ActorRuntime=Akka", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("akka.remote.embedded.secret = \"\"", "akka.remote.embedded.secret")]
    [InlineData("akka.remote.embedded.secret = tooshort", "akka.remote.embedded.secret")]
    [InlineData("akka.remote.dot-netty.tcp.port = 70000", "akka.remote.dot-netty.tcp.port")]
    [InlineData("akka.remote.dot-netty.tcp.maximum-frame-size = 1000b", "maximum-frame-size")]
    [InlineData("akka.remote.embedded.max-pending-handshakes = 0", "max-pending-handshakes")]
    [InlineData("akka.actor.provider = other", "akka.actor.provider")]
    [InlineData("akka.actor.serializers.x = \"No.Such.Class\"", "akka.actor.serializers.x")]
    [InlineData("akka.actor.serialization-bindings { \"No.Such.Class\" = specs }", "No.Such.Class")]
    [InlineData("akka.actor.serialization-bindings { \"System.Guid\" = nothing }", "nothing")]
    public void Configuration_that_cannot_be_is_refused_by_key(string hocon, string key)
    {
        var error = Assert.Throws<ConfigurationException>(() => _systems.Start("here", hocon));
        Assert.Contains(key, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Port_in_use_is_an_error_that_names_it()
    {
        var port = RemoteSystems.AddressOf(_systems.Start()).Port;
        var error = Assert.Throws<RemoteTransportException>(() => _systems.Start("second", $"akka.remote.dot-netty.tcp.port = {port}"));
        Assert.Contains($":{port}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Systems_with_different_secrets_do_not_talk()
    {
        var here = _systems.Start("here");
        var there = _systems.Start("there", "akka.remote.embedded.secret = \"something else entirely\"");
        var b = new Probe(there, "b");
        await Assert.ThrowsAsync<ActorNotFoundException>(
            () => here.ActorSelection($"{RemoteSystems.AddressOf(there)}/user/b").ResolveOne(TimeSpan.FromSeconds(2)));
        Assert.Empty(b.Drain());
    }

    [Fact]
    public async Task Message_to_where_nobody_listens_is_a_dead_letter()
    {
        var here = _systems.Start("here");
        var letters = new Probe(here);
        here.EventStream.Subscribe(letters.Ref, typeof(DeadLetter));
        var nobody = ((ExtendedActorSystem)here).Provider.ResolveActorRef("akka.tcp://there@127.0.0.1:1/user/x#5");
        nobody.Tell(new RemoteProtocol.Numbered(5), letters.Ref);
        var letter = await letters.ExpectAsync<DeadLetter>();
        Assert.Equal(new RemoteProtocol.Numbered(5), letter.Message);
        Assert.Equal(letters.Ref, letter.Sender);
        Assert.Equal(nobody, letter.Recipient);
    }

    [Fact]
    public async Task Message_over_the_frame_limit_is_a_dead_letter()
    {
        var (here, there) = (_systems.Start("here"), _systems.Start("there"));
        _ = new Probe(there, "b");
        var remote = await RemoteSystems.FindAsync(here, there, "b");
        var letters = new Probe(here);
        here.EventStream.Subscribe(letters.Ref, typeof(DeadLetter));
        var body = new RemoteProtocol.Body(new byte[2_000_001]);
        remote.Tell(body);
        Assert.Same(body, (await letters.ExpectAsync<DeadLetter>()).Message);
    }

    [Fact]
    public async Task Too_much_for_a_peer_that_does_not_read_is_counted_and_dead_lettered()
    {
        const int Count = 400;
        var here = _systems.Start("here", """
            akka.remote.embedded.outbound-buffer-size = 1 MiB
            akka.remote.dot-netty.tcp.send-buffer-size = 64 KiB
            """);
        using var peer = new RawPeer(receiveBuffer: 64 * 1024);
        var letters = new Probe(here);
        here.EventStream.Subscribe(letters.Ref, typeof(DeadLetter));
        var remote = ((ExtendedActorSystem)here).Provider.ResolveActorRef($"{peer.Self.Address}/user/x#5");
        remote.Tell("first");
        await peer.AcceptAsync();

        for (var i = 0; i < Count; i++) remote.Tell(new RemoteProtocol.Body(new byte[100_000]));
        var transport = RawPeer.TransportOf(here);
        // One buffer full, one being written, and what the operating system holds: far from 40 MB.
        Assert.InRange(transport.Overflows, Count * 3 / 4, Count);
        for (var i = 0; i < transport.Overflows; i++) await letters.ExpectAsync<DeadLetter>(letter => letter.Message is RemoteProtocol.Body);
        Assert.Empty(letters.Drain());
    }

    [Fact]
    public async Task Heartbeat_overtakes_bodies_that_wait()
    {
        var here = _systems.Start("here", "akka.remote.dot-netty.tcp.send-buffer-size = 64 KiB");
        using var peer = new RawPeer(receiveBuffer: 64 * 1024);
        var remote = ((ExtendedActorSystem)here).Provider.ResolveActorRef($"{peer.Self.Address}/user/x#5");
        for (var i = 0; i < 20; i++) remote.Tell(new RemoteProtocol.Body(new byte[1_500_000]));
        var socket = await peer.AcceptAsync();
        var association = RawPeer.TransportOf(here).KnownAssociation(peer.Self.Address)!;
        RemoteCourier.SendHeartbeat(association, wantsReply: false);

        var bodies = 0;
        var reader = new FrameReader(2_000_000, RawPeer.Named);
        while (true)
        {
            while (reader.TryRead(out var frame))
            {
                if (frame.Kind == FrameKind.Message)
                {
                    bodies++;
                    continue;
                }

                // One or two may have been on their way before it.
                Assert.InRange(bodies, 0, 2);
                return;
            }

            Assert.True(await reader.ReceiveAsync(socket));
        }
    }

    [Fact]
    public async Task Malformed_frame_closes_its_connection_and_no_other()
    {
        var (here, there) = (_systems.Start("here"), _systems.Start("there"));
        var b = new Probe(here, "b");
        var remote = await RemoteSystems.FindAsync(there, here, "b");
        using var peer = new RawPeer();
        var socket = await peer.DialAsync(here);
        await socket.SendAsync(new byte[] { 5, 0, 0, 0, 99, 0, 0, 0, 0 });
        Assert.Equal(0, await socket.ReceiveAsync(new byte[1]));
        remote.Tell("still here");
        Assert.Equal("still here", await b.ExpectAsync<string>());
    }

    [Fact]
    public async Task Heartbeat_that_wants_an_answer_gets_one()
    {
        var here = _systems.Start("here");
        using var peer = new RawPeer();
        var outgoing = await peer.DialAsync(here);
        await outgoing.SendAsync(new byte[] { 6, 0, 0, 0, (byte)FrameKind.Heartbeat, 0, 0, 0, 0, 1 });
        var incoming = await peer.AcceptAsync();
        Assert.Equal(new byte[] { 0 }, (await RawPeer.ReadAsync(incoming, FrameKind.Heartbeat)).Payload);
    }

    [Fact]
    public async Task Lost_connection_is_made_anew_and_watches_are_said_again()
    {
        var here = _systems.Start("here", "akka.remote.retry-gate-closed-for = 1ms");
        using var peer = new RawPeer();
        var a = new Probe(here, "a");
        var remote = ((ExtendedActorSystem)here).Provider.ResolveActorRef($"{peer.Self.Address}/user/x#5");
        a.Do(context => context.Watch(remote));
        var first = await peer.AcceptAsync();
        Assert.Equal(new[] { (byte)SystemFrame.Watch }, (await RawPeer.ReadAsync(first, FrameKind.System)).Payload);
        first.Dispose();
        var second = await peer.AcceptAsync();
        var again = await RawPeer.ReadAsync(second, FrameKind.System);
        Assert.Equal(new[] { (byte)SystemFrame.Watch }, again.Payload);
        Assert.Equal(remote.Path, again.Recipient!.Path);
        Assert.Empty(a.Drain());
    }

    [Fact]
    public async Task Peer_that_falls_silent_counts_as_dead_and_is_not_let_in_again()
    {
        var here = _systems.Start("here", "akka.remote.watch-failure-detector { heartbeat-interval = 50ms, acceptable-heartbeat-pause = 300ms }");
        using var peer = new RawPeer();
        var a = new Probe(here, "a");
        var remote = ((ExtendedActorSystem)here).Provider.ResolveActorRef($"{peer.Self.Address}/user/x#5");
        a.Do(context => context.Watch(remote));
        await peer.AcceptAsync();
        var terminated = await a.ExpectAsync<Terminated>();
        Assert.Equal(remote, terminated.ActorRef);
        Assert.True(terminated.AddressTerminated);
        var refused = await Assert.ThrowsAsync<HandshakeException>(() => peer.DialAsync(here));
        Assert.Equal(HandshakeStatus.Quarantined, refused.Status);

        // Another process at the same address is another peer.
        await peer.DialAsync(here, uid: 78);
    }

    [Fact]
    public async Task Refused_connection_proves_a_process_dead_without_waiting_for_silence()
    {
        var here = _systems.Start("here", "akka.remote.watch-failure-detector.acceptable-heartbeat-pause = 1h");
        var a = new Probe(here, "a");
        IActorRef remote;
        using (var peer = new RawPeer())
        {
            remote = ((ExtendedActorSystem)here).Provider.ResolveActorRef($"{peer.Self.Address}/user/x#5");
            a.Do(context => context.Watch(remote));
            await peer.AcceptAsync();
        }

        Assert.True((await a.ExpectAsync<Terminated>()).AddressTerminated);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Attempt_to_reach_a_dead_process_says_nothing_about_the_one_that_has_come_since(bool isAnsweredByTheDead)
    {
        var here = _systems.Start("here", "akka.remote.retry-gate-closed-for = 1h");
        using var peer = new RawPeer();
        var a = new Probe(here, "a");
        var old = ((ExtendedActorSystem)here).Provider.ResolveActorRef($"{peer.Self.Address}/user/x#5");
        a.Do(context => context.Watch(old));
        (await peer.AcceptAsync()).Dispose();
        var attempt = await peer.AcceptSilentlyAsync();
        await peer.DialAsync(here, uid: 78);
        await a.ExpectAsync<Terminated>();

        if (isAnsweredByTheDead) await peer.AnswerAsync(attempt, HandshakeStatus.Accepted);
        else await Assert.ThrowsAsync<HandshakeException>(() => peer.AnswerAsync(attempt, HandshakeStatus.WrongAddress));
        var socket = await peer.AcceptAsync(uid: 78);
        ((ExtendedActorSystem)here).Provider.ResolveActorRef($"{peer.Self.Address}/user/x#6").Tell("for the new one");
        Assert.Equal(6, (await RawPeer.ReadAsync(socket, FrameKind.Message)).Recipient!.Path.Uid);
        await peer.DialAsync(here, uid: 78);
    }

    [Fact]
    public async Task Nested_messages_without_end_are_refused_and_not_the_end_of_the_process()
    {
        var (here, there) = (_systems.Start("here"), _systems.Start("there"));
        var b = new Probe(there, "b");
        var remote = await RemoteSystems.FindAsync(here, there, "b");
        object nested = "core";
        for (var i = 0; i < 200; i++) nested = new Status.Success(nested);
        remote.Tell(nested);
        remote.Tell("after");
        Assert.Equal("after", await b.ExpectAsync<string>());
    }
}
