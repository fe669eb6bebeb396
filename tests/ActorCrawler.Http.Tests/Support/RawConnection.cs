using System.Net.Sockets;
using System.Text;

namespace ActorCrawler.Http.Tests.Support;

/// <summary>The server's side of one connection.</summary>
internal sealed class RawConnection(Socket socket, CancellationToken stop) : IDisposable
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _length;

    /// <summary>Cancelled when the test is over.</summary>
    public CancellationToken Stopped => stop;

    /// <summary>What is written to and read from; a script may put TLS around it.</summary>
    public Stream Stream { get; set; } = new NetworkStream(socket, ownsSocket: false);

    /// <summary>Reads up to the blank line that ends a request's head; null when the peer closes instead.</summary>
    public async Task<string?> ReadRequestAsync()
    {
        while (true)
        {
            var end = _buffer.AsSpan(0, _length).IndexOf("\r\n\r\n"u8);
            if (end >= 0)
            {
                var head = Encoding.Latin1.GetString(_buffer, 0, end + 4);
                _buffer.AsSpan(end + 4, _length - end - 4).CopyTo(_buffer);
                _length -= end + 4;
                return head;
            }
            var read = await Stream.ReadAsync(_buffer.AsMemory(_length), stop);
            if (read == 0)
                return null;
            _length += read;
        }
    }

    /// <summary>Reads so many bytes.</summary>
    public async Task<byte[]> ReadExactlyAsync(int count)
    {
        var bytes = new byte[count];
        await Stream.ReadExactlyAsync(bytes, stop);
        return bytes;
    }

    public async Task SendAsync(string text) => await SendAsync(Encoding.Latin1.GetBytes(text));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        await Stream.WriteAsync(bytes, stop);
        await Stream.FlushAsync(stop);
    }

    /// <summary>Waits until the peer closes or the test is over; what the peer sends meanwhile is dropped.</summary>
    public async Task StallAsync()
    {
        while (await Stream.ReadAsync(_buffer, stop) > 0)
        {
        }
    }

    /// <summary>Sends the same piece again and again, with a pause, until the peer closes or the test is over.</summary>
    public async Task DripAsync(string piece)
    {
        // The pause is what is being simulated; nothing waits for it.
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await pause.WaitForNextTickAsync(stop))
            await SendAsync(piece);
    }

    /// <summary>Closes with a reset instead of an orderly end.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    public void Dispose()
    {
        Stream.Dispose();
        socket.Dispose();
    }
}
