using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using ActorCrawler.CommandPort;

namespace ActorCrawler.EmbeddedCmd.Tests.Support;

/// <summary>Throws random, torn and oversized frames at a command port, before and after the handshake, one connection each.</summary>
internal sealed class FrameFuzz(CommandEndpoint endpoint, int seed)
{
    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", "\"palette\":", "\"command\":", "\"arguments\":", "\"specs\"", "\"crawl\"", "\"status\"", "\"echo\"", "[\"-t\",\"a\"]", ",", ":", "null", "1e999", "\"\\ud800\"", "\0",
        "[[[[[[[[[[[[", "true", "é", "\uFFFF",
    ];

    private readonly Random _random = new(seed);

    /// <summary>Sends so many; returns how many connections the port ended itself.</summary>
    public async Task<int> RunAsync(int frames, CancellationToken cancellation)
    {
        var ended = 0;
        for (var i = 0; i < frames; i++)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, LingerState = new LingerOption(true, 0) };
            await socket.ConnectAsync(endpoint.Address, cancellation);
            await using var stream = new NetworkStream(socket, ownsSocket: false);
            try
            {
                if (i % 2 == 0)
                {
                    await CommandHandshake.ConnectAsync(stream, endpoint.Secret!, cancellation);
                    await CommandFrame.ReadAsync(stream, CommandClient.MaxFrame, cancellation);
                }

                await stream.WriteAsync(Next(), cancellation);
                if (_random.Next(4) == 0) continue;
                socket.Shutdown(SocketShutdown.Send);
                var buffer = new byte[4096];
                while (await stream.ReadAsync(buffer, cancellation) > 0)
                {
                }

                ended++;
            }
            catch (IOException)
            {
                ended++;
            }
        }

        return ended;
    }

    private byte[] Next()
    {
        var content = Content();
        var bytes = new byte[5 + content.Length];
        uint length = _random.Next(6) switch
        {
            0 => (uint)_random.NextInt64(uint.MaxValue + 1L),
            1 => 0u,
            2 => (uint)content.Length + (uint)_random.Next(5000),
            _ => (uint)content.Length + 1,
        };
        BinaryPrimitives.WriteUInt32BigEndian(bytes, length);
        bytes[4] = _random.Next(3) == 0 ? (byte)_random.Next(256) : (byte)CommandFrameKind.Run;
        content.CopyTo(bytes, 5);
        return _random.Next(4) == 0 ? bytes[.._random.Next(bytes.Length)] : bytes;
    }

    private byte[] Content()
    {
        var kind = _random.Next(4);
        if (kind == 0)
        {
            var bytes = new byte[_random.Next(300)];
            _random.NextBytes(bytes);
            return bytes;
        }

        if (kind == 1)
        {
            var text = new StringBuilder();
            for (var n = _random.Next(20); n > 0; n--) text.Append(Pieces[_random.Next(Pieces.Length)]);
            return Encoding.UTF8.GetBytes(text.ToString());
        }

        var good = CommandWire.Write(new CommandRequest("specs", "echo", [("-t", new string('a', _random.Next(50)))])).ToArray();
        if (kind == 2) good[_random.Next(good.Length)] ^= (byte)(1 << _random.Next(8));
        return good;
    }
}
