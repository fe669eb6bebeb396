namespace ActorCrawler.Core.Urls;

/// <summary>Bytes that grow and are used again; what the hot path writes into. Not thread-safe.</summary>
internal sealed class UrlBuffer
{
    private byte[] _bytes = new byte[512];

    public int Length { get; set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>The written bytes, writable in place.</summary>
    public Span<byte> Writable => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Append(byte value)
    {
        if (Length == _bytes.Length)
            Grow(1);
        _bytes[Length++] = value;
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _bytes.Length - Length)
            Grow(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    /// <summary>Room for <paramref name="count"/> more bytes, counted as written; the caller fills it.</summary>
    public Span<byte> Extend(int count)
    {
        if (count > _bytes.Length - Length)
            Grow(count);
        var room = _bytes.AsSpan(Length, count);
        Length += count;
        return room;
    }

    /// <summary>Writes <c>%XX</c>.</summary>
    public void AppendPercent(byte value)
    {
        var room = Extend(3);
        room[0] = (byte)'%';
        room[1] = HexDigit(value >> 4);
        room[2] = HexDigit(value & 15);
    }

    private static byte HexDigit(int value) => (byte)(value < 10 ? '0' + value : 'A' + value - 10);

    private void Grow(int count) => Array.Resize(ref _bytes, Math.Max(checked(Length + count), _bytes.Length * 2));
}
