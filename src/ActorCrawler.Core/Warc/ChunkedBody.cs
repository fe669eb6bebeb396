namespace ActorCrawler.Core.Warc;

/// <summary>Undoes chunked framing (RFC 9112 section 7.1) of a body that is there whole.</summary>
internal static class ChunkedBody
{
    private const int LongestSizeLine = 1024;

    /// <summary>
    /// Puts the chunks together; false when there is no framing, as in archives that undid it and left the field. A body that ends early is given as far as it goes.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> framed, out byte[] body)
    {
        var whole = new List<byte>(framed.Length);
        var isFirst = true;
        while (true)
        {
            var end = framed[..Math.Min(framed.Length, LongestSizeLine)].IndexOf((byte)'\n');
            if (end < 0 || !TryReadSize(framed[..end], out var size))
                break;
            isFirst = false;
            framed = framed[(end + 1)..];
            if (size == 0)
                break;
            var length = (int)Math.Min(size, framed.Length);
            whole.AddRange(framed[..length]);
            framed = AfterLineEnd(framed[length..]);
        }
        body = isFirst ? [] : [.. whole];
        return !isFirst;
    }

    private static ReadOnlySpan<byte> AfterLineEnd(ReadOnlySpan<byte> rest) =>
        rest.StartsWith("\r\n"u8) ? rest[2..] : rest.StartsWith("\n"u8) ? rest[1..] : rest;

    private static bool TryReadSize(ReadOnlySpan<byte> line, out long size)
    {
        size = 0;
        var digits = 0;
        foreach (var b in line.TrimEnd("\r"u8))
        {
            if (!char.IsAsciiHexDigit((char)b))
                return digits > 0 && (b is (byte)';' or (byte)' ' or (byte)'\t');
            if (++digits > 15)
                return false;
            size = size << 4 | (uint)(char.IsAsciiDigit((char)b) ? b - '0' : (b | 0x20) - 'a' + 10);
        }
        return digits > 0;
    }
}
