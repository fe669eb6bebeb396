namespace ActorCrawler.Core.Html;

/// <summary>A growing buffer in which a page's texts stand one after the other; emptied, not freed, from page to page.</summary>
internal sealed class ByteArena : IDisposable
{
    private const int KeptBytes = 1 << 20;

    private byte[] _bytes = BytePool.Rent(16 * 1024);

    /// <summary>Bytes in use. May be set back, to drop what was added last.</summary>
    public int Length { get; set; }

    public ReadOnlySpan<byte> this[TextRange range] => _bytes.AsSpan(range.Start, range.Length);

    /// <summary>Adds a text.</summary>
    public TextRange Append(ReadOnlySpan<byte> text)
    {
        var start = Length;
        if (text.Length > _bytes.Length - start)
            Grow(text.Length);
        text.CopyTo(_bytes.AsSpan(start));
        Length += text.Length;
        return new TextRange(start, text.Length);
    }

    /// <summary>Adds a text that stands in it already.</summary>
    public TextRange AppendCopy(TextRange text)
    {
        if (text.Length > _bytes.Length - Length)
            Grow(text.Length);
        return Append(this[text]);
    }

    /// <summary>Empties it. A buffer that one huge page has blown up is given back.</summary>
    public void Clear()
    {
        Length = 0;
        if (_bytes.Length <= KeptBytes)
            return;
        BytePool.Return(_bytes);
        _bytes = BytePool.Rent(16 * 1024);
    }

    public void Dispose()
    {
        BytePool.Return(_bytes);
        _bytes = [];
    }

    private void Grow(int more)
    {
        var larger = BytePool.Rent(Math.Max(Length + more, 2 * _bytes.Length));
        _bytes.AsSpan(0, Length).CopyTo(larger);
        BytePool.Return(_bytes);
        _bytes = larger;
    }
}
