using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace ActorCrawler.Http.Names;

/// <summary>
/// Asks one name server one question: over UDP, and over TCP when the answer is too long. Every query has a socket and so a port of its own and a
/// number that cannot be guessed, which is what protects against forged answers (RFC 5452).
/// </summary>
internal sealed class DnsClient(TimeSpan timeout, TimeProvider time)
{
    private const int FormatError = 1;

    public async Task<DnsReply> AskAsync(IPEndPoint server, string name, ushort type, bool tcp, CancellationToken cancellationToken)
    {
        var reply = tcp ? new DnsReply.Truncated() : await OverUdpAsync(server, name, type, extended: true, cancellationToken).ConfigureAwait(false);
        if (reply is DnsReply.Error { Code: FormatError })
            reply = await OverUdpAsync(server, name, type, extended: false, cancellationToken).ConfigureAwait(false);
        return reply is DnsReply.Truncated ? await OverTcpAsync(server, name, type, cancellationToken).ConfigureAwait(false) : reply;
    }

    private Task<DnsReply> OverUdpAsync(IPEndPoint server, string name, ushort type, bool extended, CancellationToken cancellationToken) =>
        WithinAsync(cancellationToken, async stop =>
        {
            using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            await socket.ConnectAsync(server, stop).ConfigureAwait(false);
            var buffer = new byte[DnsMessage.UdpSize];
            var id = NewId();
            var length = DnsMessage.WriteQuery(buffer, id, name, type, extended);
            await socket.SendAsync(buffer.AsMemory(0, length), stop).ConfigureAwait(false);
            while (true)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(), stop).ConfigureAwait(false);
                if (DnsMessage.IsAnswerTo(buffer.AsSpan(0, received), id, name, type))
                    return DnsMessage.Read(buffer.AsSpan(0, received), name, type);
            }
        });

    private Task<DnsReply> OverTcpAsync(IPEndPoint server, string name, ushort type, CancellationToken cancellationToken) =>
        WithinAsync(cancellationToken, async stop =>
        {
            using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(server, stop).ConfigureAwait(false);
            using var stream = new NetworkStream(socket);
            var query = new byte[2 + DnsMessage.MaxQuery];
            var id = NewId();
            var length = DnsMessage.WriteQuery(query.AsSpan(2), id, name, type, extended: true);
            BinaryPrimitives.WriteUInt16BigEndian(query, (ushort)length);
            await stream.WriteAsync(query.AsMemory(0, 2 + length), stop).ConfigureAwait(false);
            await stream.ReadExactlyAsync(query.AsMemory(0, 2), stop).ConfigureAwait(false);
            var answer = new byte[BinaryPrimitives.ReadUInt16BigEndian(query)];
            await stream.ReadExactlyAsync(answer, stop).ConfigureAwait(false);
            if (!DnsMessage.IsAnswerTo(answer, id, name, type))
                return new DnsReply.Malformed();
            return DnsMessage.Read(answer, name, type) is var reply && reply is DnsReply.Truncated ? new DnsReply.Malformed() : reply;
        });

    private static ushort NewId() => (ushort)RandomNumberGenerator.GetInt32(65536);

    private async Task<DnsReply> WithinAsync(CancellationToken cancellationToken, Func<CancellationToken, Task<DnsReply>> ask)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await ask(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new DnsReply.Silence();
        }
        catch (Exception e) when (e is SocketException or IOException && !cancellationToken.IsCancellationRequested)
        {
            return new DnsReply.Unreachable(e.Message);
        }
    }
}
