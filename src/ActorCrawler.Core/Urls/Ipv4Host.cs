using System.Globalization;
using System.Text;

namespace ActorCrawler.Core.Urls;

/// <summary>
/// The IPv4 parser of the URL standard: one to four parts, each decimal, octal (0 before it) or hexadecimal (0x before it).
/// </summary>
internal static class Ipv4Host
{
    /// <summary>Whether a host must be an IPv4 address or nothing (URL standard, "ends in a number").</summary>
    public static bool EndsInNumber(ReadOnlySpan<byte> host)
    {
        if (!host.IsEmpty && host[^1] == '.')
            host = host[..^1];
        var last = host[(host.LastIndexOf((byte)'.') + 1)..];
        if (last.IsEmpty || !char.IsAsciiDigit((char)last[0]))
            return false;
        return last.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0 || TryParseNumber(last, out _);
    }

    /// <summary>Reads an address; false when the host is none.</summary>
    public static bool TryParse(ReadOnlySpan<byte> host, out uint address)
    {
        address = 0;
        if (host[^1] == '.')
            host = host[..^1];
        Span<ulong> numbers = stackalloc ulong[4];
        var count = 0;
        foreach (var part in host.Split((byte)'.'))
        {
            if (count == 4 || !TryParseNumber(host[part], out numbers[count]))
                return false;
            count++;
        }
        for (var i = 0; i < count - 1; i++)
        {
            if (numbers[i] > 255)
                return false;
            address |= (uint)numbers[i] << (8 * (3 - i));
        }
        if (numbers[count - 1] >= 1UL << (8 * (5 - count)))
            return false;
        address |= (uint)numbers[count - 1];
        return true;
    }

    /// <summary>Writes an address in dotted decimal form.</summary>
    public static void Write(uint address, UrlBuffer output)
    {
        var room = output.Extend(15);
        var written = 0;
        for (var shift = 24; shift >= 0; shift -= 8)
        {
            ((byte)(address >> shift)).TryFormat(room[written..], out var digits, default, CultureInfo.InvariantCulture);
            written += digits;
            if (shift > 0)
                room[written++] = (byte)'.';
        }
        output.Length -= 15 - written;
    }

    // Values too large for any address are held at 2^40, which every later check refuses.
    private static bool TryParseNumber(ReadOnlySpan<byte> text, out ulong value)
    {
        value = 0;
        if (text.IsEmpty)
            return false;
        var radix = 10u;
        if (text.Length >= 2 && text[0] == '0')
        {
            radix = (text[1] | 0x20) == 'x' ? 16u : 8u;
            text = text[(radix == 16 ? 2 : 1)..];
        }
        foreach (var c in text)
        {
            if (!Ascii.IsValid(c) || !char.IsAsciiHexDigit((char)c))
                return false;
            var digit = (uint)(char.IsAsciiDigit((char)c) ? c - '0' : (c | 0x20) - 'a' + 10);
            if (digit >= radix)
                return false;
            value = Math.Min(value * radix + digit, 1UL << 40);
        }
        return true;
    }
}
