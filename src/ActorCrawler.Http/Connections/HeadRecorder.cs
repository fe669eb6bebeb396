using System.Buffers;

namespace ActorCrawler.Http.Connections;

/// <summary>
/// Takes a copy of a response head as its bytes pass by on the way to SocketsHttpHandler, whose own model of it has lost the order of the
/// fields. Interim answers (1xx) are passed over. Fed in pieces of any size.
/// </summary>
internal sealed class HeadRecorder(int limit) : IDisposable
{
    private const int FirstRental = 1024;

    private byte[] _buffer = [];
    private int _length;
    private int _scanned;

    /// <summary>The final answer's head; empty until it is complete.</summary>
    public ReadOnlyMemory<byte> Head { get; private set; }

    /// <summary>Whether nothing more is to be recorded: the head is complete, or longer than the limit.</summary>
    public bool Done { get; private set; }

    /// <summary>Bytes that belonged to heads, interim ones included.</summary>
    public long BytesSeen { get; private set; }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (!Done && !bytes.IsEmpty)
        {
            var taken = Math.Min(bytes.Length, FirstRental);
            Append(bytes[..taken]);
            var end = FindEnd();
            if (end < 0)
            {
                bytes = bytes[taken..];
                if (_length > limit)
                    Finish();
                continue;
            }
            bytes = bytes[(taken - (_length - end))..];
            BytesSeen += end;
            if (IsInterim(_buffer.AsSpan(0, end)))
            {
                _length = 0;
                _scanned = 0;
                continue;
            }
            Head = _buffer.AsSpan(0, end).ToArray();
            Finish();
        }
    }

    public void Reset()
    {
        _length = 0;
        _scanned = 0;
        Head = default;
        Done = false;
    }

    public void Dispose() => Finish();

    private void Finish()
    {
        Done = true;
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (_length + bytes.Length > _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_length + bytes.Length, _buffer.Length * 2));
            _buffer.AsSpan(0, _length).CopyTo(larger);
            if (_buffer.Length > 0)
                ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }

    /// <summary>Offset behind the blank line; -1 when it has not come yet. A line may end in LF alone (RFC 9112 section 2.2).</summary>
    private int FindEnd()
    {
        while (true)
        {
            var newline = _buffer.AsSpan(_scanned, _length - _scanned).IndexOf((byte)'\n');
            if (newline < 0)
            {
                _scanned = _length;
                return -1;
            }
            var next = _scanned + newline + 1;
            var rest = _buffer.AsSpan(next, _length - next);
            if (rest is [(byte)'\n', ..])
                return next + 1;
            if (rest is [(byte)'\r', (byte)'\n', ..])
                return next + 2;
            if (rest is [] or [(byte)'\r'])
            {
                _scanned = next - 1;
                return -1;
            }
            _scanned = next;
        }
    }

    private static bool IsInterim(ReadOnlySpan<byte> head)
    {
        var space = head.IndexOf((byte)' ');
        return space >= 0 && head[(space + 1)..] is [(byte)'1', >= (byte)'0' and <= (byte)'9', >= (byte)'0' and <= (byte)'9', ..]
            && !head[(space + 1)..].StartsWith("101"u8);
    }
}
