namespace ActorCrawler.Core.Html;

// Chunks, the seam between two of them, and the buffer of what had to be moved or changed.
internal sealed partial class HtmlTokenizer
{
    // With bytes carried over, the source is a short seam: them and the first bytes of the chunk. Else it is (the rest of) the chunk.
    private void OpenSource()
    {
        var chunk = _chunk.Span;
        if (_next < chunk.Length)
        {
            // CR LF is one line end, which the CR has already brought.
            if (chunk[_next] == '\n' && (_next > 0 ? chunk[_next - 1] == '\r' : _afterCarriageReturn))
                _next++;
            _afterCarriageReturn = chunk[^1] == '\r';
        }
        _position = 0;
        if (_carryLength == 0)
        {
            _source = _chunk[_next..];
            _seamFromChunk = 0;
            _next = chunk.Length;
        }
        else
        {
            _seamFromChunk = Math.Min(MostCarried, chunk.Length - _next);
            _carry.AsSpan(0, _carryLength).CopyTo(_seam);
            chunk.Slice(_next, _seamFromChunk).CopyTo(_seam.AsSpan(_carryLength));
            _source = _seam.AsMemory(0, _carryLength + _seamFromChunk);
            _next += _seamFromChunk;
            _carryLength = 0;
        }
        _sourceIsFinal = _isFinal && _next == chunk.Length;
    }

    /// <summary>The source ends before the bytes from <paramref name="p"/> on (at most <see cref="MostCarried"/>) are decided.</summary>
    private HtmlTokenKind Block(ReadOnlySpan<byte> s, int p)
    {
        var rest = s.Length - p;
        if (rest <= _seamFromChunk)
        {
            // All of them lie in the chunk: go on there.
            _next -= rest;
        }
        else
        {
            s[p..].CopyTo(_carry);
            _carryLength = rest;
        }
        _position = s.Length;
        return HtmlTokenKind.NeedsInput;
    }

    // A numeric reference has no longest form: what is carried over is a short equivalent of it.
    private HtmlTokenKind BlockInReference(ReadOnlySpan<byte> s, int p)
    {
        Span<byte> shorter = stackalloc byte[16];
        var length = CharacterReference.Shorten(s[p..], shorter);
        if (length == 0)
            return Block(s, p);
        shorter[..length].CopyTo(_carry);
        _carryLength = length;
        _position = s.Length;
        return HtmlTokenKind.NeedsInput;
    }

    private HtmlTokenKind UseUp(ReadOnlySpan<byte> s)
    {
        _position = s.Length;
        return HtmlTokenKind.NeedsInput;
    }

    // Slices are offsets into the source, or, when negative, the complement of offsets into the buffer.
    private ReadOnlySpan<byte> Slice(int start, int length) =>
        start >= 0 ? _source.Span.Slice(start, length) : _buffer.AsSpan(~start, length);

    private void AppendToBuffer(scoped ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _maxTokenBytes - _bufferLength)
            bytes = bytes[..Math.Max(0, _maxTokenBytes - _bufferLength)];
        if (bytes.Length > _buffer.Length - _bufferLength)
            GrowBuffer(bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(_bufferLength));
        _bufferLength += bytes.Length;
        Work += bytes.Length;
    }

    // Appends with line ends as LF and NUL as U+FFFD. A CR at the very end is settled when the next source is opened.
    private void AppendNormalized(ReadOnlySpan<byte> bytes)
    {
        while (true)
        {
            var plain = bytes.IndexOfAny((byte)'\r', (byte)0);
            if (plain < 0)
            {
                AppendToBuffer(bytes);
                return;
            }
            AppendToBuffer(bytes[..plain]);
            AppendToBuffer(bytes[plain] == 0 ? HtmlBytes.Replacement : "\n"u8);
            var isLineEnd = bytes[plain] == '\r' && plain + 1 < bytes.Length && bytes[plain + 1] == '\n';
            bytes = bytes[(plain + (isLineEnd ? 2 : 1))..];
        }
    }

    private void GrowBuffer(int more)
    {
        var larger = BytePool.Rent(Math.Max(_bufferLength + more, 2 * _buffer.Length));
        _buffer.AsSpan(0, _bufferLength).CopyTo(larger);
        BytePool.Return(_buffer);
        _buffer = larger;
    }
}
