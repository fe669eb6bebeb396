namespace ActorCrawler.Core.Urls;

/// <summary>Reads <c>%XX</c>.</summary>
internal static class PercentTriplet
{
    /// <summary>The byte that a triplet at the start of the text stands for; false when there is none.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> text, out byte value)
    {
        value = 0;
        if (text.Length < 3 || text[0] != '%' || !char.IsAsciiHexDigit((char)text[1]) || !char.IsAsciiHexDigit((char)text[2]))
            return false;
        value = (byte)((HexValue(text[1]) << 4) | HexValue(text[2]));
        return true;
    }

    private static int HexValue(byte c) => char.IsAsciiDigit((char)c) ? c - '0' : (c | 0x20) - 'a' + 10;
}
