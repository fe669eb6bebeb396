using System.Buffers;
using System.Text;

namespace ActorCrawler.Core.Urls;

/// <summary>
/// The percent-encode sets of the WHATWG URL standard (section 1.3), each as the set of bytes that are <em>not</em> encoded, because that
/// is
/// what a vectorised search wants.
/// </summary>
internal static class PercentEncodeSet
{
    private const string QuerySet = " \"#<>";
    private const string PathSet = QuerySet + "?^`{}";

    /// <summary>Kept in a path segment, and the slash; the backslash is not, because it separates segments.</summary>
    public static readonly SearchValues<byte> PathKept = KeptBut(PathSet + "\\");

    /// <summary>Kept in the query of an http(s) URL.</summary>
    public static readonly SearchValues<byte> QueryKept = KeptBut(QuerySet + "'");

    /// <summary>Kept in a fragment.</summary>
    public static readonly SearchValues<byte> FragmentKept = KeptBut(" \"<>`");

    /// <summary>Kept in a user name or password.</summary>
    public static readonly SearchValues<byte> UserInfoKept = KeptBut(PathSet + "/:;=@[\\]|");

    /// <summary>Writes text (UTF-8; ill-formed sequences count as U+FFFD), percent-encoding what the set does not keep.</summary>
    public static void Encode(ReadOnlySpan<byte> text, SearchValues<byte> kept, UrlBuffer output)
    {
        while (true)
        {
            var clean = text.IndexOfAnyExcept(kept);
            if (clean < 0)
            {
                output.Append(text);
                return;
            }
            output.Append(text[..clean]);
            text = text[clean..];
            text = text[EncodeFirst(text, output)..];
        }
    }

    private static int EncodeFirst(ReadOnlySpan<byte> text, UrlBuffer output)
    {
        if (text[0] < 0x80)
        {
            output.AppendPercent(text[0]);
            return 1;
        }
        Rune.DecodeFromUtf8(text, out var rune, out var consumed);
        Span<byte> bytes = stackalloc byte[4];
        foreach (var value in bytes[..rune.EncodeToUtf8(bytes)])
            output.AppendPercent(value);
        return consumed;
    }

    // Printable ASCII without the named characters: controls, DEL and everything above are always encoded.
    private static SearchValues<byte> KeptBut(string encoded) =>
        SearchValues.Create(Enumerable.Range(' ', 0x7F - ' ').Where(c => !encoded.Contains((char)c)).Select(c => (byte)c).ToArray());
}
