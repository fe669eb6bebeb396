using System.Text;

namespace ActorCrawler.Core.Encodings;

/// <summary>What an XML declaration tells of a document's encoding.</summary>
internal static class XmlDeclaration
{
    /// <summary>UTF-16 without byte order mark, told from <c>&lt;?x</c> (HTML standard, first step of the prescan).</summary>
    public static WebEncoding? Utf16Form(ReadOnlySpan<byte> head) => head switch
    {
        [(byte)'<', 0, (byte)'?', 0, (byte)'x', 0, ..] => WebEncoding.Utf16Le,
        [0, (byte)'<', 0, (byte)'?', 0, (byte)'x', ..] => WebEncoding.Utf16Be,
        _ => null,
    };

    /// <summary>UTF-16 without byte order mark, told from any first <c>&lt;</c> (XML 1.0 appendix F.1).</summary>
    public static WebEncoding? Utf16Start(ReadOnlySpan<byte> head) => head switch
    {
        [(byte)'<', 0, not 0, 0, ..] => WebEncoding.Utf16Le,
        [0, (byte)'<', 0, not 0, ..] => WebEncoding.Utf16Be,
        _ => null,
    };

    /// <summary>The encoding pseudo-attribute (HTML standard, "get an XML encoding"); null when there is none that is known.</summary>
    public static WebEncoding? Find(ReadOnlySpan<byte> head)
    {
        if (!head.StartsWith("<?xml"u8))
            return null;
        var end = head.IndexOf((byte)'>');
        if (end < 0)
            return null;
        var text = head[..end];
        var at = text.IndexOf("encoding"u8);
        if (at < 0)
            return null;
        text = SkipControls(text[(at + "encoding".Length)..]);
        if (text.IsEmpty || text[0] != '=')
            return null;
        text = SkipControls(text[1..]);
        if (text.IsEmpty || text[0] is not ((byte)'"' or (byte)'\''))
            return null;
        var quote = text[0];
        text = text[1..];
        var close = text.IndexOf(quote);
        if (close < 0 || text[..close].ContainsAnyInRange((byte)0, (byte)0x20))
            return null;
        var encoding = WebEncoding.ForLabel(Encoding.Latin1.GetString(text[..close]));

        // The declaration was read as ASCII, so the text cannot be UTF-16 whatever it says.
        return encoding is { IsUtf16: true } ? WebEncoding.Utf8 : encoding;
    }

    private static ReadOnlySpan<byte> SkipControls(ReadOnlySpan<byte> text)
    {
        var at = text.IndexOfAnyExceptInRange((byte)0, (byte)0x20);
        return at < 0 ? default : text[at..];
    }
}
