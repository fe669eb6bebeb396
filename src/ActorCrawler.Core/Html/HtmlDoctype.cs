using System.Text;

namespace ActorCrawler.Core.Html;

/// <summary>A DOCTYPE token (HTML standard, 13.2.5.53 to 13.2.5.68).</summary>
/// <param name="Name">In lower case; null when missing.</param>
/// <param name="PublicId">Null when missing.</param>
/// <param name="SystemId">Null when missing.</param>
/// <param name="ForceQuirks">Whether it is malformed in a way that means quirks mode.</param>
internal readonly record struct HtmlDoctype(string? Name, string? PublicId, string? SystemId, bool ForceQuirks)
{
    /// <summary>Parses what stands between <c>&lt;!DOCTYPE</c> and the first <c>&gt;</c>.</summary>
    /// <param name="content">Normalised: line ends are LF, NUL is U+FFFD.</param>
    /// <param name="isComplete">Whether the <c>&gt;</c> is there; else the document ended.</param>
    public static HtmlDoctype Parse(ReadOnlySpan<byte> content, bool isComplete)
    {
        var rest = content.TrimStart(" \n\t\f"u8);
        var nameLength = LengthWithoutSpace(rest);
        if (nameLength == 0)
            return new HtmlDoctype(null, null, null, true);
        var doctype = new HtmlDoctype(Lower(rest[..nameLength]), null, null, !isComplete);
        rest = rest[nameLength..].TrimStart(" \n\t\f"u8);
        if (rest.IsEmpty)
            return doctype;
        if (rest.Length < 6 || !(IsKeyword(rest, "public"u8) || IsKeyword(rest, "system"u8)))
            return doctype with { ForceQuirks = true };
        var isPublic = IsKeyword(rest, "public"u8);
        rest = rest[6..].TrimStart(" \n\t\f"u8);
        if (isPublic)
        {
            if (!TryReadQuoted(ref rest, out var publicId, out var isPublicClosed))
                return doctype with { ForceQuirks = true };
            doctype = doctype with { PublicId = publicId };
            if (!isPublicClosed)
                return doctype with { ForceQuirks = true };
            rest = rest.TrimStart(" \n\t\f"u8);
            if (rest.IsEmpty)
                return doctype;
        }
        if (!TryReadQuoted(ref rest, out var systemId, out var isClosed))
            return doctype with { ForceQuirks = true };
        // What follows a system identifier is an error without effect on quirks mode, even at the end of the document.
        var isFollowed = !rest.TrimStart(" \n\t\f"u8).IsEmpty;
        return doctype with { SystemId = systemId, ForceQuirks = !isClosed || (!isComplete && !isFollowed) };
    }

    private static bool TryReadQuoted(ref ReadOnlySpan<byte> rest, out string? value, out bool isClosed)
    {
        value = null;
        isClosed = false;
        if (rest.IsEmpty || rest[0] is not ((byte)'"' or (byte)'\''))
            return false;
        var end = rest[1..].IndexOf(rest[0]);
        isClosed = end >= 0;
        value = Encoding.UTF8.GetString(isClosed ? rest.Slice(1, end) : rest[1..]);
        rest = isClosed ? rest[(end + 2)..] : [];
        return true;
    }

    private static bool IsKeyword(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> keyword) => Ascii.EqualsIgnoreCase(rest[..keyword.Length], keyword);

    private static int LengthWithoutSpace(ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOfAny(" \n\t\f"u8);
        return end < 0 ? rest.Length : end;
    }

    private static string Lower(ReadOnlySpan<byte> name) =>
        string.Concat(Encoding.UTF8.GetString(name).Select(c => char.IsAsciiLetterUpper(c) ? char.ToLowerInvariant(c) : c));
}
