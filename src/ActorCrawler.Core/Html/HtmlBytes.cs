using System.Buffers;

namespace ActorCrawler.Core.Html;

/// <summary>Byte classes of the tokeniser.</summary>
internal static class HtmlBytes
{
    /// <summary>U+FFFD in UTF-8, what NUL becomes nearly everywhere.</summary>
    public static ReadOnlySpan<byte> Replacement => [0xEF, 0xBF, 0xBD];

    /// <summary>What ends or interrupts an unquoted attribute value.</summary>
    public static readonly SearchValues<byte> UnquotedStops = SearchValues.Create("\t\n\f\r >&\0"u8);

    /// <summary>What ends an unquoted attribute value that nobody reads.</summary>
    public static readonly SearchValues<byte> UnquotedEnds = SearchValues.Create("\t\n\f\r >"u8);

    /// <summary>What ends or interrupts a value in double quotes.</summary>
    public static readonly SearchValues<byte> DoubleQuotedStops = SearchValues.Create("\"&\r\0"u8);

    /// <summary>What ends or interrupts a value in single quotes.</summary>
    public static readonly SearchValues<byte> SingleQuotedStops = SearchValues.Create("'&\r\0"u8);

    /// <summary>What means something in the escaped states of script data (line ends and NUL only to those who read it).</summary>
    public static readonly SearchValues<byte> EscapedScriptStops = SearchValues.Create("<-\r\0"u8);

    /// <summary>What interrupts text in RCDATA.</summary>
    public static readonly SearchValues<byte> RcdataStops = SearchValues.Create("<&\r\0"u8);

    /// <summary>White space and NUL: where a word of text ends.</summary>
    public static readonly SearchValues<byte> SpaceAndNul = SearchValues.Create("\t\n\f\r \0"u8);

    /// <summary>ASCII white space; U+000D counts because it stands for a line feed.</summary>
    public static readonly SearchValues<byte> Space = SearchValues.Create("\t\n\f\r "u8);

    /// <summary>Byte to its form in a tag name (lower case), or 0 where a tag name stops: white space, <c>/</c>, <c>&gt;</c>, NUL.</summary>
    public static ReadOnlySpan<byte> TagName => TagNameTable;

    /// <summary>Byte to its form in an attribute name (lower case), or 0 where it stops: as for tags, and <c>=</c>.</summary>
    public static ReadOnlySpan<byte> AttributeName => AttributeNameTable;

    private static readonly byte[] TagNameTable = Fold("\t\n\f\r />\0"u8);

    private static readonly byte[] AttributeNameTable = Fold("\t\n\f\r />=\0"u8);

    public static bool IsSpace(byte b) => b is (byte)' ' or (byte)'\n' or (byte)'\t' or (byte)'\r' or (byte)'\f';

    public static bool IsLetter(byte b) => (uint)((b | 0x20) - 'a') <= 'z' - 'a';

    private static byte[] Fold(ReadOnlySpan<byte> stops)
    {
        var table = new byte[256];
        for (var i = 0; i < table.Length; i++)
            table[i] = stops.Contains((byte)i) ? (byte)0 : (byte)(i is >= 'A' and <= 'Z' ? i | 0x20 : i);
        return table;
    }
}
