using System.Buffers;
using ActorCrawler.Core.Html;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Content;

/// <summary>Keeps a page's text from being read as Markdown, with no more backslashes than that takes.</summary>
internal static class MarkdownEscapes
{
    private static readonly SearchValues<byte> Special = SearchValues.Create("\\`*_[]<&|"u8);
    private static readonly SearchValues<byte> UrlSpecial = SearchValues.Create("()<> \t\n\r\f\\"u8);

    /// <summary>Writes text.</summary>
    public static void Text(ReadOnlySpan<byte> text, bool isCell, UrlBuffer to)
    {
        for (var at = 0; at < text.Length;)
        {
            var length = text[at..].IndexOfAny(Special);
            if (length < 0)
            {
                to.Append(text[at..]);
                return;
            }
            to.Append(text.Slice(at, length));
            at += length;
            if (IsActive(text, at, isCell))
                to.Append((byte)'\\');
            to.Append(text[at++]);
        }
    }

    /// <summary>Writes text that may hold line ends as one line.</summary>
    public static void Line(ReadOnlySpan<byte> text, bool isCell, UrlBuffer to)
    {
        var isFirst = true;
        while (true)
        {
            text = text.TrimStart(" \t\n\f\r"u8);
            if (text.IsEmpty)
                return;
            if (!isFirst)
                to.Append((byte)' ');
            isFirst = false;
            var end = text.IndexOfAny(HtmlBytes.Space);
            Text(end < 0 ? text : text[..end], isCell, to);
            text = end < 0 ? default : text[end..];
        }
    }

    /// <summary>Writes the inside of a code span: a backtick cannot be escaped there, and looks like an apostrophe.</summary>
    public static void Code(ReadOnlySpan<byte> text, bool isCell, UrlBuffer to)
    {
        foreach (var b in text)
        {
            if (b == '|' && isCell)
                to.Append((byte)'\\');
            to.Append(b == '`' ? (byte)'\'' : b);
        }
    }

    /// <summary>Writes the target of a link.</summary>
    public static void Url(ReadOnlySpan<byte> url, UrlBuffer to)
    {
        while (true)
        {
            var stop = url.IndexOfAny(UrlSpecial);
            if (stop < 0)
            {
                to.Append(url);
                return;
            }
            to.Append(url[..stop]);
            to.AppendPercent(url[stop]);
            url = url[(stop + 1)..];
        }
    }

    /// <summary>Puts a backslash before what would make a list, heading or quotation of a line.</summary>
    public static void ProtectLineStart(UrlBuffer to, int start)
    {
        var line = to.Written[start..];
        var at = line.IsEmpty ? -1 : line[0] switch
        {
            (byte)'#' or (byte)'>' or (byte)'~' => 0,
            (byte)'-' or (byte)'+' or (byte)'=' when line.Length == 1 || line[1] == ' ' || line[1] == line[0] => 0,
            >= (byte)'0' and <= (byte)'9' => EndOfNumber(line),
            _ => -1,
        };
        if (at < 0)
            return;
        to.Extend(1);
        var moved = to.Writable[(start + at)..];
        moved[..^1].CopyTo(moved[1..]);
        moved[0] = (byte)'\\';
    }

    /// <summary>The longest run of backticks.</summary>
    public static int LongestRun(ReadOnlySpan<byte> text)
    {
        var (longest, run) = (0, 0);
        foreach (var b in text)
        {
            run = b == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        return longest;
    }

    private static int EndOfNumber(ReadOnlySpan<byte> line)
    {
        var end = line.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return end is > 0 and < 10 && line[end] is (byte)'.' or (byte)')' && (end + 1 == line.Length || line[end + 1] == ' ') ? end : -1;
    }

    private static bool IsActive(ReadOnlySpan<byte> text, int at, bool isCell) => text[at] switch
    {
        (byte)'|' => isCell,
        // Within a word an underscore is one.
        (byte)'_' => !(at > 0 && at + 1 < text.Length && IsWord(text[at - 1]) && IsWord(text[at + 1])),
        (byte)'<' => at + 1 < text.Length && (HtmlBytes.IsLetter(text[at + 1]) || text[at + 1] is (byte)'/' or (byte)'!' or (byte)'?'),
        (byte)'&' => at + 1 < text.Length && (HtmlBytes.IsLetter(text[at + 1]) || text[at + 1] == '#') && text.Slice(at, Math.Min(32, text.Length - at)).Contains((byte)';'),
        (byte)'*' => !(at > 0 && at + 1 < text.Length && text[at - 1] == ' ' && text[at + 1] == ' '),
        _ => true,
    };

    private static bool IsWord(byte b) => b >= 0x80 || HtmlBytes.IsLetter(b) || char.IsAsciiDigit((char)b);
}
