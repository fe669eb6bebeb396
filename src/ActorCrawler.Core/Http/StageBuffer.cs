using System.Buffers;

namespace ActorCrawler.Core.Http;

/// <summary>
/// The input of a stage: bytes of the stage before it that were not used yet. What was handed out last can be looked at again, because a
/// decompressor takes a block and does not say how much of it was beyond its end.
/// </summary>
internal sealed class StageBuffer(DecodeStage source) : IDisposable
{
    private const int Size = 16 * 1024;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(Size);
    private int _handedOut;
    private int _start;
    private int _end;
    private long _moved;

    /// <summary>How many bytes of the source were used.</summary>
    public long Position => _moved + _start;

    /// <summary>Whether somebody asked for bytes when none were left.</summary>
    public bool RanOut { get; private set; }

    public ReadOnlySpan<byte> Unused => _bytes.AsSpan(_start, _end - _start);

    /// <summary>Makes at least so many unused bytes available, where the source has them.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        Keep(_start, count);
        return Unused;
    }

    public void Dispose()
    {
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        (_start, _end) = (0, 0);
    }

    public void Skip(int count) => _start += count;

    /// <summary>Hands out a block of at most half the buffer; 0 bytes at the end.</summary>
    public int Take(Span<byte> destination)
    {
        if (_start == _end)
            Keep(_start, 1);
        var count = Math.Min(Math.Min(destination.Length, Size / 2), _end - _start);
        RanOut |= count == 0 && destination.Length > 0;
        Unused[..count].CopyTo(destination);
        _handedOut = _start;
        _start += count;
        return count;
    }

    /// <summary>The block that was handed out last and at least so many bytes behind it, where the source has them.</summary>
    public ReadOnlySpan<byte> LastBlockAnd(int count)
    {
        Keep(_handedOut, _start - _handedOut + count);
        return _bytes.AsSpan(_handedOut, _end - _handedOut);
    }

    /// <summary>Goes back to a place in what <see cref="LastBlockAnd"/> returned.</summary>
    public void ReturnTo(int offset) => _start = _handedOut + offset;

    /// <summary>Reads on until there are so many bytes from a place, which moves to the buffer's start if it must.</summary>
    private void Keep(int from, int count)
    {
        if (_end - from >= count)
            return;
        if (from + count > Size)
        {
            _bytes.AsSpan(from, _end - from).CopyTo(_bytes);
            _moved += from;
            _start -= from;
            _end -= from;
            _handedOut = Math.Max(0, _handedOut - from);
            from = 0;
        }
        while (_end - from < count)
        {
            var read = source.Read(_bytes.AsSpan(_end, Size - _end));
            if (read == 0)
                return;
            _end += read;
        }
    }
}
