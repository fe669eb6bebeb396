using System.Buffers;
using System.Text;

namespace ActorCrawler.Core.Robots;

/// <summary>
/// The form in which paths and patterns are compared (RFC 9309 section 2.2.2): octets outside the URI characters are percent-encoded, encoded
/// unreserved characters are decoded, other encoded octets stay and get upper-case hexadecimal digits. <c>%2A</c> and <c>%24</c> become plain
/// <c>*</c> and <c>$</c>; in a pattern the special <c>*</c> is the byte <see cref="Wildcard"/>, so the two cannot be confused.
/// </summary>
internal static class RobotsPath
{
    /// <summary>A byte that no normal form holds otherwise: controls are encoded.</summary>
    public const byte Wildcard = 0;

    /// <summary>The longest that a normal form gets for one input byte.</summary>
    public const int Growth = 3;

    /// <summary>
    /// Unreserved and reserved characters of RFC 3986, which stand for themselves, but the apostrophe: the URL standard encodes it in queries,
    /// so it is encoded on both sides.
    /// </summary>
    private const string Plain = "-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz:/?#[]@!$&()*+,;=";

    private static readonly SearchValues<char> PlainChars = SearchValues.Create(Plain);

    private static readonly SearchValues<byte> PlainBytes = SearchValues.Create(Encoding.ASCII.GetBytes(Plain));

    private static readonly SearchValues<byte> Decoded =
        SearchValues.Create("-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz*$"u8);

    /// <summary>Whether a path is in normal form as it stands: the usual case, which needs no second look at each byte.</summary>
    public static bool IsPlain(ReadOnlySpan<char> path) => !path.ContainsAnyExcept(PlainChars);

    /// <summary>Path and query of a URL as it stands, "/" where there is none; text without scheme starts with a host, as Google reads it.</summary>
    public static string OfUrl(ReadOnlySpan<char> url)
    {
        if (url.StartsWith("//"))
            url = url[2..];
        var fragment = url.IndexOf('#');
        if (fragment >= 0)
            url = url[..fragment];
        var scheme = url.IndexOf("://");
        var first = url.IndexOfAny("/?;");
        if (scheme >= 0 && scheme < first)
        {
            url = url[(scheme + 3)..];
            first = url.IndexOfAny("/?;");
        }
        if (first < 0)
            return "/";
        return url[first] == '/' ? url[first..].ToString() : $"/{url[first..]}";
    }

    /// <summary>Writes the normal form of UTF-8 (or any other) bytes; '*' and '$' stay what they are.</summary>
    /// <returns>How many bytes were written, at most <see cref="Growth"/> times the input's length.</returns>
    public static int Normalize(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        var written = 0;
        for (var i = 0; i < source.Length; i++)
        {
            var b = source[i];
            if (PlainBytes.Contains(b))
            {
                destination[written++] = b;
                continue;
            }
            if (b == '%')
            {
                var octet = i + 2 < source.Length ? Octet(source[i + 1], source[i + 2]) : -1;
                if (octet < 0)
                {
                    destination[written++] = b;
                    continue;
                }
                i += 2;
                b = (byte)octet;
                if (Decoded.Contains(b))
                {
                    destination[written++] = b;
                    continue;
                }
            }
            destination[written++] = (byte)'%';
            destination[written++] = Digit(b >> 4);
            destination[written++] = Digit(b & 15);
        }
        return written;
    }

    /// <summary>The value of two hexadecimal digits, or -1.</summary>
    private static int Octet(byte high, byte low) =>
        char.IsAsciiHexDigit((char)high) && char.IsAsciiHexDigit((char)low) ? (Value(high) << 4) | Value(low) : -1;

    private static int Value(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    private static byte Digit(int value) => (byte)(value < 10 ? '0' + value : 'A' + value - 10);
}
