using System.Net;
using System.Net.Sockets;
using System.Text;
using Akka.Actor;
using Akka.Remote;

namespace ActorCrawler.EmbeddedAkka.Tests.Remote.EmbeddedOnly;

/// <summary>A peer without an actor system behind it: knows the secret, and otherwise does what a test wants.</summary>
internal sealed class RawPeer : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _sockets = [];

    public RawPeer(int receiveBuffer = 0)
    {
        if (receiveBuffer > 0) _listener.ReceiveBufferSize = receiveBuffer;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Self = new PeerIdentity(new Address("akka.tcp", "raw", "127.0.0.1", ((IPEndPoint)_listener.LocalEndPoint!).Port), 77);
    }

    public static byte[] Secret { get; } = Encoding.UTF8.GetBytes(RemoteSystems.Secret);

    public PeerIdentity Self { get; }

    public static RemoteTransport TransportOf(ActorSystem system) => ((RemoteActorRefProvider)((ActorSystemImpl)system).Provider).Transport;

    public static async Task<Socket> ConnectAsync(Address address)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, address.Port!.Value);
        return socket;
    }

    /// <summary>Two ends of one connection.</summary>
    public static async Task<(Socket Client, Socket Server)> PairAsync()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await client.ConnectAsync(listener.LocalEndPoint!);
        return (client, await listener.AcceptAsync());
    }

    /// <summary>The next connection of a system to this peer, once it has proved itself.</summary>
    public async Task<Socket> AcceptAsync(int? uid = null)
    {
        var socket = await AcceptSilentlyAsync();
        await AnswerAsync(socket, HandshakeStatus.Accepted, uid);
        return socket;
    }

    /// <summary>The next connection of a system to this peer, which waits to be answered.</summary>
    public async Task<Socket> AcceptSilentlyAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var socket = await _listener.AcceptAsync(limit.Token);
        _sockets.Add(socket);
        return socket;
    }

    public async Task AnswerAsync(Socket socket, HandshakeStatus answer, int? uid = null)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await Handshake.AcceptAsync(socket, Secret, Self with { Uid = uid ?? Self.Uid }, _ => answer, limit.Token);
    }

    /// <summary>A connection of this peer to a system.</summary>
    public async Task<Socket> DialAsync(ActorSystem system, int? uid = null)
    {
        var address = RemoteSystems.AddressOf(system);
        var socket = await ConnectAsync(address);
        _sockets.Add(socket);
        await Handshake.InitiateAsync(socket, Secret, Self with { Uid = uid ?? Self.Uid }, address, CancellationToken.None);
        return socket;
    }

    /// <summary>The next frame of a kind, as text of its recipient and sender; the others are passed over.</summary>
    public static async Task<InboundFrame> ReadAsync(Socket socket, FrameKind kind)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await using var close = limit.Token.Register(socket.Dispose);
        var reader = new FrameReader(2_000_000, Named);
        while (true)
        {
            while (reader.TryRead(out var frame))
            {
                if (frame.Kind == kind) return frame;
            }

            if (!await reader.ReceiveAsync(socket)) throw new InvalidOperationException("The connection has ended.");
        }
    }

    public static IActorRef Named(string path) =>
        new EmptyLocalActorRef(ActorPath.Parse(path), null!);

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var socket in _sockets) socket.Dispose();
    }
}
