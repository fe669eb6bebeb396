using System.Text;

namespace ActorCrawler.Core.Html;

/// <summary>Decodes one character reference (HTML standard, 13.2.5.72 to 13.2.5.80).</summary>
internal static class CharacterReference
{
    /// <summary>The most bytes that one reference decodes to.</summary>
    public const int LongestValue = 8;

    /// <summary>What <see cref="Read"/> returns when the input ends before the reference is decided.</summary>
    public const int NeedsMore = -1;

    private const int TooLarge = 0x110000;

    // Numeric references to C1 controls mean what windows-1252 has there (13.2.5.80); 0 stands for "itself".
    private static ReadOnlySpan<ushort> C1 =>
    [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
    ];

    /// <summary>Reads the reference that starts at <c>s[0]</c>, an ampersand.</summary>
    /// <param name="s">The input from the ampersand on.</param>
    /// <param name="final">Whether the input ends where <paramref name="s"/> does.</param>
    /// <param name="inAttribute">Whether it stands in an attribute's value, where <c>&amp;not=</c> and <c>&amp;notit</c> are literal.</param>
    /// <param name="output">At least <see cref="LongestValue"/> bytes; receives UTF-8.</param>
    /// <param name="written">Bytes written to <paramref name="output"/>.</param>
    /// <returns>
    /// Bytes consumed; 1 with an ampersand written when there is no reference (what follows is then ordinary text: letters and digits);
    /// <see cref="NeedsMore"/> when the input ends too early to tell.
    /// </returns>
    public static int Read(ReadOnlySpan<byte> s, bool final, bool inAttribute, Span<byte> output, out int written)
    {
        if (s.Length > 1 && s[1] == '#')
            return ReadNumeric(s, final, output, out written);
        return ReadNamed(s, final, inAttribute, output, out written);
    }

    /// <summary>
    /// Writes an equivalent of an undecided numeric reference that has at least one digit, of bounded length: <c>&amp;#x10FFFF</c> is the longest.
    /// </summary>
    /// <returns>The length written, or 0 when <paramref name="s"/> is no such reference.</returns>
    public static int Shorten(ReadOnlySpan<byte> s, Span<byte> output)
    {
        if (s.Length < 3 || s[1] != '#')
            return 0;
        var start = DigitsStart(s, out var hexadecimal);
        var end = ReadDigits(s, start, hexadecimal, out var value);
        if (end == start)
            return 0;
        output[0] = (byte)'&';
        output[1] = (byte)'#';
        if (hexadecimal)
            output[2] = (byte)'x';
        value.TryFormat(output[start..], out var written, hexadecimal ? "X" : "D", System.Globalization.CultureInfo.InvariantCulture);
        return start + written;
    }

    private static int ReadNamed(ReadOnlySpan<byte> s, bool final, bool inAttribute, Span<byte> output, out int written)
    {
        var run = 0;
        var most = Math.Min(NamedCharacters.LongestName + 1, s.Length - 1);
        while (run < most && char.IsAsciiLetterOrDigit((char)s[run + 1]))
            run++;
        if (run == s.Length - 1 && run <= NamedCharacters.LongestName && !final)
        {
            written = 0;
            return NeedsMore;
        }
        var name = s.Slice(1, run);
        if (run + 1 < s.Length && s[run + 1] == ';' && NamedCharacters.TryFind(name, out var value, out _))
            return Decoded(value, run + 2, output, out written);
        for (var length = Math.Min(run, NamedCharacters.LongestLegacyName); length >= NamedCharacters.ShortestLegacyName; length--)
        {
            if (!NamedCharacters.TryFind(name[..length], out value, out var legacy) || !legacy)
                continue;
            if (inAttribute && length + 1 < s.Length && (s[length + 1] == '=' || char.IsAsciiLetterOrDigit((char)s[length + 1])))
                break;
            return Decoded(value, length + 1, output, out written);
        }
        return Decoded("&"u8, 1, output, out written);
    }

    private static int ReadNumeric(ReadOnlySpan<byte> s, bool final, Span<byte> output, out int written)
    {
        var start = DigitsStart(s, out var hexadecimal);
        var end = ReadDigits(s, start, hexadecimal, out var value);
        if (end == s.Length && !final)
        {
            written = 0;
            return NeedsMore;
        }
        if (end == start)
            return Decoded("&"u8, 1, output, out written);
        if (end < s.Length && s[end] == ';')
            end++;
        if (value is >= 0x80 and < 0xA0 && C1[value - 0x80] != 0)
            value = C1[value - 0x80];
        if (value == 0 || !Rune.TryCreate(value, out var rune))
            rune = Rune.ReplacementChar;
        written = rune.EncodeToUtf8(output);
        return end;
    }

    private static int DigitsStart(ReadOnlySpan<byte> s, out bool hexadecimal)
    {
        hexadecimal = s.Length > 2 && (s[2] | 0x20) == 'x';
        return hexadecimal ? 3 : 2;
    }

    // Any value too large to be a character stays just that, however many digits follow.
    private static int ReadDigits(ReadOnlySpan<byte> s, int start, bool hexadecimal, out int value)
    {
        value = 0;
        var end = start;
        for (; end < s.Length; end++)
        {
            var c = (char)s[end];
            if (hexadecimal ? !char.IsAsciiHexDigit(c) : !char.IsAsciiDigit(c))
                break;
            var digit = char.IsAsciiDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10;
            value = Math.Min((value * (hexadecimal ? 16 : 10)) + digit, TooLarge);
        }
        return end;
    }

    private static int Decoded(ReadOnlySpan<byte> value, int consumed, Span<byte> output, out int written)
    {
        value.CopyTo(output);
        written = value.Length;
        return consumed;
    }
}
