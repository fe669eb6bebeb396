using System.Globalization;

namespace ActorCrawler.Core.Urls;

/// <summary>
/// The IPv6 parser and serialiser of the URL standard (RFC 4291 text forms without zones; RFC 5952 output, always hexadecimal).
/// </summary>
internal static class Ipv6Host
{
    private const int Pieces = 8;

    /// <summary>Parses what stands between the brackets and writes it with brackets.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, UrlBuffer output)
    {
        Span<ushort> address = stackalloc ushort[Pieces];
        if (!TryParse(text, address))
            return false;
        Write(address, output);
        return true;
    }

    private static bool TryParse(ReadOnlySpan<byte> text, Span<ushort> address)
    {
        address.Clear();
        var piece = 0;
        var compress = -1;
        var i = 0;
        if (text.Length >= 1 && text[0] == ':')
        {
            if (text.Length < 2 || text[1] != ':')
                return false;
            i = 2;
            compress = ++piece;
        }
        while (i < text.Length)
        {
            if (piece == Pieces)
                return false;
            if (text[i] == ':')
            {
                if (compress >= 0)
                    return false;
                i++;
                compress = ++piece;
                continue;
            }
            var start = i;
            var value = 0;
            while (i < text.Length && i - start < 4 && char.IsAsciiHexDigit((char)text[i]))
                value = (value << 4) | HexValue(text[i++]);
            if (i < text.Length && text[i] == '.')
            {
                if (i == start || piece > Pieces - 2 || !TryParseEmbedded(text[start..], address.Slice(piece, 2)))
                    return false;
                piece += 2;
                break;
            }
            if (i < text.Length)
            {
                if (text[i] != ':' || i + 1 == text.Length)
                    return false;
                i++;
            }
            address[piece++] = (ushort)value;
        }
        if (compress < 0)
            return piece == Pieces;
        // A compression stands for at least one piece; the pieces behind it move to the end.
        var moved = piece - compress;
        var tail = address.Slice(compress, moved);
        tail.CopyTo(address[(Pieces - moved)..]);
        address[(compress - 1)..(Pieces - moved)].Clear();
        return true;
    }

    /// <summary>An IPv4 address at the end: four decimal numbers without leading zeros, and nothing behind them.</summary>
    private static bool TryParseEmbedded(ReadOnlySpan<byte> text, Span<ushort> pieces)
    {
        var seen = 0;
        foreach (var range in text.Split((byte)'.'))
        {
            var part = text[range];
            if (seen == 4 || part.IsEmpty || part.Length > 3 || (part.Length > 1 && part[0] == '0'))
                return false;
            var value = 0;
            foreach (var c in part)
            {
                if (!char.IsAsciiDigit((char)c))
                    return false;
                value = value * 10 + (c - '0');
            }
            if (value > 255)
                return false;
            pieces[seen / 2] = (ushort)((pieces[seen / 2] << 8) | value);
            seen++;
        }
        return seen == 4;
    }

    private static void Write(ReadOnlySpan<ushort> address, UrlBuffer output)
    {
        var compress = LongestZeros(address, out var length);
        output.Append((byte)'[');
        for (var i = 0; i < Pieces; i++)
        {
            if (i == compress)
            {
                output.Append(i == 0 ? "::"u8 : ":"u8);
                i += length - 1;
                continue;
            }
            var room = output.Extend(4);
            address[i].TryFormat(room, out var written, "x", CultureInfo.InvariantCulture);
            output.Length -= 4 - written;
            if (i < Pieces - 1)
                output.Append((byte)':');
        }
        output.Append((byte)']');
    }

    /// <summary>The first longest run of at least two zero pieces, or -1.</summary>
    private static int LongestZeros(ReadOnlySpan<ushort> address, out int length)
    {
        var best = -1;
        length = 1;
        for (var i = 0; i < Pieces; i++)
        {
            var end = i;
            while (end < Pieces && address[end] == 0)
                end++;
            if (end - i > length)
            {
                best = i;
                length = end - i;
            }
            i = Math.Max(i, end - 1);
        }
        return best;
    }

    private static int HexValue(byte c) => char.IsAsciiDigit((char)c) ? c - '0' : (c | 0x20) - 'a' + 10;
}
