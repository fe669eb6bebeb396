using System.Net.Sockets;
using System.Text;
using Akka.Actor;
using Akka.Remote;

namespace ActorCrawler.EmbeddedAkka.Tests.Remote.EmbeddedOnly;

public sealed class HandshakeSpecs
{
    private static readonly byte[] Secret = Encoding.UTF8.GetBytes("the secret of this cluster");
    private static readonly byte[] OtherSecret = Encoding.UTF8.GetBytes("another secret altogether");
    private static readonly PeerIdentity Initiator = new(new Address("akka.tcp", "a", "127.0.0.1", 1001), 11);
    private static readonly PeerIdentity Acceptor = new(new Address("akka.tcp", "b", "127.0.0.1", 1002), 22);
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task Handshake_tells_each_side_who_the_other_is()
    {
        var (client, server) = await RawPeer.PairAsync();
        using (client)
        using (server)
        {
            var accepting = Handshake.AcceptAsync(server, Secret, Acceptor, _ => HandshakeStatus.Accepted, Never);
            Assert.Equal(Acceptor.Uid, await Handshake.InitiateAsync(client, Secret, Initiator, Acceptor.Address, Never));
            Assert.Equal(Initiator, await accepting);
        }
    }

    [Fact]
    public async Task Handshake_refuses_who_does_not_know_the_secret_and_tells_it_nothing()
    {
        var (client, server) = await RawPeer.PairAsync();
        using (client)
        {
            var accepting = Handshake.AcceptAsync(server, Secret, Acceptor, _ => HandshakeStatus.Accepted, Never);
            var initiating = Handshake.InitiateAsync(client, OtherSecret, Initiator, Acceptor.Address, Never);
            await Assert.ThrowsAsync<HandshakeException>(() => accepting);
            server.Dispose();
            await Assert.ThrowsAsync<HandshakeException>(() => initiating);
        }
    }

    [Fact]
    public async Task Handshake_refuses_a_listener_that_does_not_know_the_secret()
    {
        var (client, server) = await RawPeer.PairAsync();
        using (client)
        using (server)
        {
            var initiating = Handshake.InitiateAsync(client, Secret, Initiator, Acceptor.Address, Never);
            await ReceiveAsync(server, 42);
            await server.SendAsync(Hello());
            await ReceiveAsync(server, 64);
            await server.SendAsync(new byte[5 + 32]);
            Assert.Contains("does not know", (await Assert.ThrowsAsync<HandshakeException>(() => initiating)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Handshake_refuses_what_was_recorded_of_another_one()
    {
        // The first runs through a listener that writes down what the initiator says.
        byte[] hello, proof;
        var (client, server) = await RawPeer.PairAsync();
        using (client)
        using (server)
        {
            var initiating = Handshake.InitiateAsync(client, Secret, Initiator, Acceptor.Address, Never);
            hello = await ReceiveAsync(server, 42);
            await server.SendAsync(Hello());
            proof = await ReceiveAsync(server, 64);
            server.Dispose();
            await Assert.ThrowsAnyAsync<Exception>(() => initiating);
        }

        (client, server) = await RawPeer.PairAsync();
        using (client)
        using (server)
        {
            var accepting = Handshake.AcceptAsync(server, Secret, Acceptor, _ => HandshakeStatus.Accepted, Never);
            await client.SendAsync(hello);
            await ReceiveAsync(client, 42);
            await client.SendAsync(proof);
            await Assert.ThrowsAsync<HandshakeException>(() => accepting);
        }
    }

    [Theory]
    [InlineData("another version", "version 2")]
    [InlineData("another protocol", "another protocol")]
    public async Task Handshake_refuses_other_protocols_and_says_why(string what, string message)
    {
        var (client, server) = await RawPeer.PairAsync();
        using (client)
        using (server)
        {
            var accepting = Handshake.AcceptAsync(server, Secret, Acceptor, _ => HandshakeStatus.Accepted, Never);
            var hello = Hello();
            if (what == "another version") hello[8] = 2;
            else hello[0] = (byte)'G';
            await client.SendAsync(hello);
            Assert.Contains(message, (await Assert.ThrowsAsync<HandshakeException>(() => accepting)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Handshake_tells_a_peer_of_another_version_which_one_is_spoken_here()
    {
        var (client, server) = await RawPeer.PairAsync();
        using (client)
        using (server)
        {
            var initiating = Handshake.InitiateAsync(client, Secret, Initiator, Acceptor.Address, Never);
            await ReceiveAsync(server, 42);
            var hello = Hello();
            hello[8] = 9;
            await server.SendAsync(hello);
            Assert.Contains("version 9", (await Assert.ThrowsAsync<HandshakeException>(() => initiating)).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1033)]
    [InlineData(65535)]
    public async Task Handshake_refuses_an_impossible_length_without_reading_on(int length)
    {
        var (client, server) = await RawPeer.PairAsync();
        using (client)
        using (server)
        {
            var accepting = Handshake.AcceptAsync(server, Secret, Acceptor, _ => HandshakeStatus.Accepted, Never);
            await client.SendAsync(Hello());
            await client.SendAsync(new[] { (byte)length, (byte)(length >> 8) });
            Assert.Contains("length", (await Assert.ThrowsAsync<HandshakeException>(() => accepting)).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("akka.tcp://b@127.0.0.1:1002", nameof(HandshakeStatus.Quarantined))]
    [InlineData("akka.tcp://b@127.0.0.1:9999", nameof(HandshakeStatus.WrongAddress))]
    [InlineData("akka.tcp://other@127.0.0.1:1002", nameof(HandshakeStatus.WrongAddress))]
    public async Task Handshake_tells_a_peer_that_is_turned_away_the_reason(string dialled, string expected)
    {
        var (client, server) = await RawPeer.PairAsync();
        using (client)
        using (server)
        {
            var accepting = Handshake.AcceptAsync(server, Secret, Acceptor, _ => HandshakeStatus.Quarantined, Never);
            var initiating = Handshake.InitiateAsync(client, Secret, Initiator, Address.Parse(dialled), Never);
            Assert.Equal(expected, (await Assert.ThrowsAsync<HandshakeException>(() => accepting)).Status.ToString());
            Assert.Equal(expected, (await Assert.ThrowsAsync<HandshakeException>(() => initiating)).Status.ToString());
        }
    }

    [Fact]
    public async Task Handshakes_under_way_are_limited_in_number_and_time()
    {
        await using var systems = new RemoteSystems();
        var system = systems.Start("here", "akka.remote.embedded { max-pending-handshakes = 3, handshake-timeout = 1s }");
        var address = RemoteSystems.AddressOf(system);
        var silent = new List<Socket>();
        for (var i = 0; i < 3; i++) silent.Add(await RawPeer.ConnectAsync(address));

        // One too many is closed at once, ...
        using (var tooMany = await RawPeer.ConnectAsync(address)) Assert.Equal(0, await tooMany.ReceiveAsync(new byte[1]));

        // ... the silent ones in time, and then there is room again.
        foreach (var socket in silent) Assert.Equal(0, await socket.ReceiveAsync(new byte[1]));
        using var peer = new RawPeer();
        await peer.DialAsync(system);
        Assert.Equal(1, RawPeer.TransportOf(system).OpenSockets);
        foreach (var socket in silent) socket.Dispose();
    }

    private static byte[] Hello() => [.. "ActorEmb"u8, 1, 0, .. new byte[32]];

    private static async Task<byte[]> ReceiveAsync(Socket socket, int count)
    {
        var bytes = new byte[2048];
        var filled = 0;
        while (filled < count) filled += await socket.ReceiveAsync(bytes.AsMemory(filled));
        return bytes[..filled];
    }
}
