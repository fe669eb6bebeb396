using System.Text.Unicode;

namespace ActorCrawler.Core.Encodings;

/// <summary>Tells the encoding of a document (HTML standard, "encoding sniffing algorithm"; XML 1.0 appendix F with RFC 7303 for XML).</summary>
public static class CharsetDetector
{
    /// <summary>How far a document is searched for a declaration before it is parsed.</summary>
    public const int PrescanBytes = 1024;

    /// <summary>How far it is searched on, as a parser would that meets the declaration later and starts anew.</summary>
    private const int LateBytes = 64 * 1024;

    /// <summary>
    /// The encoding of an HTML document: byte order mark, then HTTP, then meta (also a late one, which makes browsers change their mind), then
    /// XML declaration. Without any of them the document is UTF-8
    /// when its bytes are that and not only ASCII, else windows-1252. (The standard leaves the last step to the reader; browsers guess there too.)
    /// </summary>
    /// <param name="body">
    /// The document, its content codings undone. Its beginning serves too, of at least <see cref="PrescanBytes"/> if it is not whole; but
    /// whether undeclared text is UTF-8 is told by what is handed over alone.
    /// </param>
    /// <param name="httpCharset">The charset parameter of Content-Type; null when there is none. One that is not known counts as none.</param>
    public static CharsetDecision Detect(ReadOnlySpan<byte> body, string? httpCharset)
    {
        if (TryDetectOutside(body, httpCharset, out var decision))
            return decision;
        var head = body[..Math.Min(body.Length, PrescanBytes)];
        if (XmlDeclaration.Utf16Form(head) is { } utf16)
            return new CharsetDecision(utf16, CharsetSource.XmlDeclaration, 0);
        if (HtmlPrescan.Find(head) is { } meta)
            return new CharsetDecision(meta, CharsetSource.Meta, 0);
        if (HtmlPrescan.FindLate(body[..Math.Min(body.Length, LateBytes)]) is { } late)
            return new CharsetDecision(late, CharsetSource.Meta, 0);
        if (XmlDeclaration.Find(body[..Math.Min(body.Length, LateBytes)]) is { } xml)
            return new CharsetDecision(xml, CharsetSource.XmlDeclaration, 0);
        return IsUtf8Text(body)
            ? new CharsetDecision(WebEncoding.Utf8, CharsetSource.Content, 0)
            : new CharsetDecision(WebEncoding.Windows1252, CharsetSource.Fallback, 0);
    }

    /// <summary>The encoding of an XML document: byte order mark, then HTTP, then the XML declaration, else UTF-8.</summary>
    /// <param name="body">The document or its beginning, as in <see cref="Detect"/>.</param>
    /// <param name="httpCharset">As in <see cref="Detect"/>.</param>
    public static CharsetDecision DetectXml(ReadOnlySpan<byte> body, string? httpCharset)
    {
        if (TryDetectOutside(body, httpCharset, out var decision))
            return decision;
        var head = body[..Math.Min(body.Length, PrescanBytes)];
        if ((XmlDeclaration.Utf16Start(head) ?? XmlDeclaration.Find(head)) is { } xml)
            return new CharsetDecision(xml, CharsetSource.XmlDeclaration, 0);
        return new CharsetDecision(WebEncoding.Utf8, CharsetSource.Fallback, 0);
    }

    /// <summary>The encoding of plain text: byte order mark, then HTTP, else as for HTML without declaration.</summary>
    /// <param name="body">As in <see cref="Detect"/>.</param>
    /// <param name="httpCharset">As in <see cref="Detect"/>.</param>
    public static CharsetDecision DetectText(ReadOnlySpan<byte> body, string? httpCharset)
    {
        if (TryDetectOutside(body, httpCharset, out var decision))
            return decision;
        return IsUtf8Text(body)
            ? new CharsetDecision(WebEncoding.Utf8, CharsetSource.Content, 0)
            : new CharsetDecision(WebEncoding.Windows1252, CharsetSource.Fallback, 0);
    }

    private static bool TryDetectOutside(ReadOnlySpan<byte> body, string? httpCharset, out CharsetDecision decision)
    {
        decision = body switch
        {
            [0xEF, 0xBB, 0xBF, ..] => new CharsetDecision(WebEncoding.Utf8, CharsetSource.ByteOrderMark, 3),
            [0xFE, 0xFF, ..] => new CharsetDecision(WebEncoding.Utf16Be, CharsetSource.ByteOrderMark, 2),
            [0xFF, 0xFE, ..] => new CharsetDecision(WebEncoding.Utf16Le, CharsetSource.ByteOrderMark, 2),
            _ when httpCharset is not null && WebEncoding.ForLabel(httpCharset) is { } http => new CharsetDecision(http, CharsetSource.Http, 0),
            _ => default,
        };
        return decision.Encoding is not null;
    }

    /// <summary>Whether there is text beyond ASCII and all of it is UTF-8. A sequence that the end cuts does not count against it.</summary>
    private static bool IsUtf8Text(ReadOnlySpan<byte> body)
    {
        var first = body.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
        if (first < 0)
            return false;
        var text = Utf8Boundary.TrimCutSequence(body[first..]);
        return !text.IsEmpty && Utf8.IsValid(text);
    }
}
