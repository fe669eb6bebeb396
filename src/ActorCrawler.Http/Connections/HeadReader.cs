using System.Buffers;
using System.Text;
using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Http.Connections;

/// <summary>
/// Collects the head of a response from pieces of any size, up to a limit. Blank lines before it (RFC 9112 section 2.2) and interim answers
/// (1xx) are passed over.
/// </summary>
internal sealed class HeadReader(int limit)
{
    private const int FirstRental = 1024;

    /// <summary>A server that sends more interim answers than this only wants to keep us waiting.</summary>
    private const int MaxInterim = 32;

    private byte[] _buffer = [];
    private int _length;
    private int _scanned;
    private int _interim;
    private bool _started;

    /// <summary>The final answer's head with the blank line that ends it; null until it is complete.</summary>
    public ReadOnlyMemory<byte>? Head { get; private set; }

    /// <summary>Bytes of interim answers that were passed over.</summary>
    public int InterimBytes { get; private set; }

    /// <summary>Takes in bytes; returns how many of them belonged to the head, all unless it is complete.</summary>
    /// <exception cref="FetchException">The head is larger than the limit, or there are too many interim answers.</exception>
    public int Read(ReadOnlySpan<byte> bytes)
    {
        var position = 0;
        while (Head is null && position < bytes.Length)
        {
            if (_length == 0 && bytes[position] is (byte)'\r' or (byte)'\n')
            {
                position++;
                continue;
            }
            var piece = bytes.Slice(position, Math.Min(bytes.Length - position, FirstRental));
            var before = _length;
            Append(piece);
            var end = FindEnd();
            if (end < 0)
            {
                position += piece.Length;
                if (_length + InterimBytes > limit)
                    throw new FetchException(Reason.HeadTooLarge, $"the response head is larger than {limit} bytes", mayHeal: false);
                continue;
            }
            position += end - before;
            var head = _buffer.AsSpan(0, end);
            if (IsInterim(head))
            {
                if (++_interim > MaxInterim)
                    throw new FetchException(Reason.Protocol, $"more than {MaxInterim} interim answers", mayHeal: true);
                InterimBytes += end;
                _length = 0;
                _scanned = 0;
                _started = false;
                continue;
            }
            Head = head.ToArray();
            Return();
        }
        return position;
    }

    /// <summary>Begins anew.</summary>
    public void Reset()
    {
        _length = 0;
        _scanned = 0;
        _started = false;
        _interim = 0;
        InterimBytes = 0;
        Head = null;
    }

    /// <summary>Gives borrowed memory back; <see cref="Reset"/> makes it usable again.</summary>
    public void Return()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _length = 0;
        _scanned = 0;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (_length + bytes.Length > _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_length + bytes.Length, Math.Max(FirstRental, _buffer.Length * 2)));
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
            if (!_started)
                CheckStart(next);
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

    /// <summary>What does not begin as an answer never becomes one: its end need not be waited for.</summary>
    private void CheckStart(int end)
    {
        var line = _buffer.AsSpan(0, end);
        if (ResponseHead.ReadStatus(line) < 0)
            throw new FetchException(Reason.Protocol, $"the answer begins with '{Encoding.Latin1.GetString(line[..Math.Min(100, end)].TrimEnd("\r\n"u8))}', which is no status line", mayHeal: true);
        _started = true;
    }

    private static bool IsInterim(ReadOnlySpan<byte> head) => ResponseHead.ReadStatus(head) is >= 100 and < 200 and not 101;
}
