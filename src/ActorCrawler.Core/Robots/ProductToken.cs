using System.Buffers;
using System.Text;

namespace ActorCrawler.Core.Robots;

/// <summary>The name by which robots.txt knows a crawler (RFC 9309 section 2.2.1): <c>ActorCrawler</c> in <c>ActorCrawler/1.0 (+https://...)</c>.</summary>
public static class ProductToken
{
    private static readonly SearchValues<char> Identifier =
        SearchValues.Create("-_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>
    /// ASCII that is no token character of HTTP (RFC 9110 section 5.6.2). Tokens here are wider than the RFC's identifier, because names such as
    /// MJ12bot, Go!zilla and some beyond ASCII are in use.
    /// </summary>
    private const string NoToken =
        "\0\u0001\u0002\u0003\u0004\u0005\u0006\a\b\t\n\v\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017"
        + "\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f \"(),/:;<=>?@[\\]{}\u007f";

    private static readonly SearchValues<char> NoTokenChars = SearchValues.Create(NoToken);

    private static readonly SearchValues<byte> NoTokenBytes = SearchValues.Create(Encoding.ASCII.GetBytes(NoToken));

    private static readonly SearchValues<byte> NameBytes =
        SearchValues.Create("-_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>Whether a token is one by the RFC's grammar: letters, hyphen and underscore only, and not empty.</summary>
    public static bool IsValid(ReadOnlySpan<char> token) => !token.IsEmpty && !token.ContainsAnyExcept(Identifier);

    /// <summary>The product token of a User-Agent header: the first product's name, empty when there is none.</summary>
    public static string FromUserAgent(ReadOnlySpan<char> userAgent)
    {
        var text = userAgent.TrimStart();
        var end = text.IndexOfAny(NoTokenChars);
        return (end < 0 ? text : text[..end]).ToString();
    }

    /// <summary>Whether the value of a <c>User-agent</c> line names every crawler: <c>*</c>, alone or followed by white space.</summary>
    internal static bool IsGlobal(ReadOnlySpan<byte> value) =>
        !value.IsEmpty && value[0] == '*' && (value.Length == 1 || IsSpace(value[1]));

    /// <summary>
    /// Whether the value of a <c>User-agent</c> line names this crawler, without regard to case. What follows the name (a version, a second
    /// word, punctuation) is ignored, as Google does; a longer name is another crawler's.
    /// </summary>
    internal static bool Names(ReadOnlySpan<byte> value, ReadOnlySpan<byte> token) =>
        !token.IsEmpty && !token.ContainsAny(NoTokenBytes)
        && value.Length >= token.Length
        && EqualsIgnoreCase(value[..token.Length], token)
        && (value.Length == token.Length || !(value[token.Length] >= 0x80 || NameBytes.Contains(value[token.Length])));

    private static bool EqualsIgnoreCase(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        for (var i = 0; i < a.Length; i++)
        {
            if (a[i] != b[i] && !(((a[i] ^ b[i]) == 0x20) && char.IsAsciiLetter((char)a[i])))
                return false;
        }
        return true;
    }

    private static bool IsSpace(byte b) => b is (byte)' ' or >= 9 and <= 13;
}
