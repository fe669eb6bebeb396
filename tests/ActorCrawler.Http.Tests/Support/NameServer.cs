using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace ActorCrawler.Http.Tests.Support;

/// <summary>A name server on loopback, over UDP and TCP on one port, that answers by script; null is silence.</summary>
internal sealed class NameServer : IAsyncDisposable
{
    private readonly Func<NameQuery, byte[]?> _script;
    private readonly Socket _udp;
    private readonly Socket _tcp;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task[] _running;
    private int _queries;

    public NameServer(Func<NameQuery, byte[]?> script)
    {
        _script = script;
        (_udp, _tcp) = BindPair();
        _udp.ReceiveBufferSize = 1024 * 1024;
        _tcp.Listen();
        _running = [ServeUdpAsync(), ServeTcpAsync()];
    }

    public IPEndPoint Address => (IPEndPoint)_udp.LocalEndPoint!;

    public int Queries => Volatile.Read(ref _queries);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running);
        _udp.Dispose();
        _tcp.Dispose();
        _stop.Dispose();
    }

    /// <summary>One port for both: the system picks it for one of them, and it may be taken for the other, in which case it picks again.</summary>
    private static (Socket Udp, Socket Tcp) BindPair()
    {
        for (var attempt = 1; ; attempt++)
        {
            var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            var tcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                udp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
                tcp.Bind(udp.LocalEndPoint!);
                return (udp, tcp);
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse && attempt < 50)
            {
                udp.Dispose();
                tcp.Dispose();
            }
        }
    }

    private async Task ServeUdpAsync()
    {
        var buffer = new byte[4096];
        try
        {
            while (true)
            {
                var received = await _udp.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), _stop.Token);
                Interlocked.Increment(ref _queries);
                if (_script(NameQuery.Read(buffer.AsSpan(0, received.ReceivedBytes), overTcp: false)) is { } answer)
                    await _udp.SendToAsync(answer, received.RemoteEndPoint, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task ServeTcpAsync()
    {
        try
        {
            while (true)
            {
                using var socket = await _tcp.AcceptAsync(_stop.Token);
                using var stream = new NetworkStream(socket);
                var prefix = new byte[2];
                await stream.ReadExactlyAsync(prefix, _stop.Token);
                var query = new byte[BinaryPrimitives.ReadUInt16BigEndian(prefix)];
                await stream.ReadExactlyAsync(query, _stop.Token);
                Interlocked.Increment(ref _queries);
                if (_script(NameQuery.Read(query, overTcp: true)) is not { } answer)
                    continue;
                BinaryPrimitives.WriteUInt16BigEndian(prefix, (ushort)answer.Length);
                await stream.WriteAsync((byte[])[.. prefix, .. answer], _stop.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The test is over, or the client has gone.
        }
    }
}
