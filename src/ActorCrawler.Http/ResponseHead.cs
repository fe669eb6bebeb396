using System.Text;
using ActorCrawler.Core.Http;

namespace ActorCrawler.Http;

/// <summary>
/// Status line and header fields of a response, as received and in order. For HTTP/1 the bytes are those of the connection; for HTTP/2,
/// which has no such bytes, a head of the same form is written. Bytes rather than strings, because they travel to parsing processes and
/// into archives, and because most fields are never looked at.
/// </summary>
public sealed class ResponseHead
{
    private readonly ReadOnlyMemory<byte> _raw;
    private readonly Line[] _lines;

    private ResponseHead(ReadOnlyMemory<byte> raw, int status, Line[] lines)
    {
        _raw = raw;
        _lines = lines;
        Status = status;
    }

    /// <summary>The head from its first byte to the blank line that ends it.</summary>
    public ReadOnlyMemory<byte> Raw => _raw;

    /// <summary>Whether it was put together from a response whose bytes could not be seen.</summary>
    public bool IsRebuilt { get; init; }

    /// <summary>The status, 0 to 999; -1 when the first line is no status line.</summary>
    public int Status { get; }

    /// <summary>The protocol as written: <c>HTTP/1.1</c>, <c>HTTP/1.0</c>, <c>HTTP/2</c>.</summary>
    public string Protocol => FirstWord(StartLine) is var word && word.SequenceEqual("HTTP/1.1"u8) ? "HTTP/1.1" : Encoding.Latin1.GetString(word);

    /// <summary>The reason phrase; empty when there is none.</summary>
    public string ReasonPhrase => Encoding.Latin1.GetString(BehindFirstWord(BehindFirstWord(StartLine)));

    /// <summary>Number of header fields.</summary>
    public int FieldCount => _lines.Length;

    /// <summary>All header fields in the order received; repeated ones stay apart.</summary>
    public IEnumerable<HeaderField> Fields
    {
        get
        {
            foreach (var line in _lines)
                yield return new HeaderField(Encoding.Latin1.GetString(_raw.Span.Slice(line.NameStart, line.NameLength)), Text(line));
        }
    }

    private ReadOnlySpan<byte> StartLine => _raw.Span[..EndOfLine(_raw.Span, 0)].Trim(" \t\r\n"u8);

    /// <summary>
    /// Reads a head from its bytes, as leniently as browsers do: lines end in LF, folded ones are joined, those without a name are passed over,
    /// white space before a colon is ignored.
    /// </summary>
    /// <param name="raw">The bytes.</param>
    /// <param name="isRebuilt">See <see cref="IsRebuilt"/>.</param>
    public static ResponseHead Parse(ReadOnlyMemory<byte> raw, bool isRebuilt = false)
    {
        var span = raw.Span;
        var position = EndOfLine(span, 0);
        var status = ReadStatus(span[..position]);
        var lines = new Line[CountLines(span[position..])];
        var count = 0;
        while (position < span.Length)
        {
            var end = EndOfLine(span, position);
            var line = span[position..end].TrimEnd("\r\n"u8);
            if (line.IsEmpty)
                break;
            if (line[0] is (byte)' ' or (byte)'\t')
            {
                // Obsolete line folding (RFC 9112 section 5.2): the value goes on.
                if (count > 0)
                    lines[count - 1] = lines[count - 1] with { ValueLength = position + line.Length - lines[count - 1].ValueStart };
            }
            else if (line.IndexOf((byte)':') is > 0 and var colon)
            {
                var name = line[..colon].TrimEnd(" \t"u8);
                var value = line[(colon + 1)..].TrimStart(" \t"u8);
                lines[count++] = new Line(position, name.Length, position + line.Length - value.Length, value.Length);
            }
            position = end;
        }
        if (count < lines.Length)
            Array.Resize(ref lines, count);
        return new ResponseHead(raw, status, lines) { IsRebuilt = isRebuilt };
    }

    /// <summary>The value of the first field of that name (any case); null when there is none.</summary>
    public string? First(string name)
    {
        foreach (var line in _lines)
        {
            if (Named(line, name))
                return Text(line);
        }
        return null;
    }

    /// <summary>Whether there is a field of that name (any case).</summary>
    public bool Has(string name)
    {
        foreach (var line in _lines)
        {
            if (Named(line, name))
                return true;
        }
        return false;
    }

    /// <summary>The values of all fields of that name (any case), in order.</summary>
    public IReadOnlyList<string> All(string name)
    {
        var count = 0;
        foreach (var line in _lines)
        {
            if (Named(line, name))
                count++;
        }
        if (count == 0)
            return [];
        var values = new string[count];
        count = 0;
        foreach (var line in _lines)
        {
            if (Named(line, name))
                values[count++] = Text(line);
        }
        return values;
    }

    /// <summary>The values of all fields of that name joined by <c>, </c> (RFC 9110 section 5.3); null when there is none.</summary>
    public string? Combined(string name) => HeaderValues.Join(All(name));

    private static ReadOnlySpan<byte> FirstWord(ReadOnlySpan<byte> line) => line.IndexOfAny((byte)' ', (byte)'\t') is >= 0 and var end ? line[..end] : line;

    private static ReadOnlySpan<byte> BehindFirstWord(ReadOnlySpan<byte> line) => line[FirstWord(line).Length..].TrimStart(" \t"u8);

    private static int EndOfLine(ReadOnlySpan<byte> span, int from)
    {
        var length = span[from..].IndexOf((byte)'\n');
        return length < 0 ? span.Length : from + length + 1;
    }

    /// <summary>The lines before the blank one.</summary>
    private static int CountLines(ReadOnlySpan<byte> span)
    {
        var count = 0;
        for (var position = 0; position < span.Length; count++)
        {
            var end = EndOfLine(span, position);
            if (span[position..end].TrimEnd("\r\n"u8).IsEmpty)
                break;
            position = end;
        }
        return count;
    }

    /// <summary>
    /// The status in the first line of a head; -1 when that is no status line. A version (<c>HTTP/1.1</c>, but also <c>HTTP</c> and
    /// <c>ICY</c>, as old servers say), then one to three digits, then nothing or a space and a reason.
    /// </summary>
    internal static int ReadStatus(ReadOnlySpan<byte> head)
    {
        var line = head[..EndOfLine(head, 0)].TrimEnd("\r\n"u8);
        var blank = line.IndexOfAny((byte)' ', (byte)'\t');
        if (blank < 0 || !Ascii.EqualsIgnoreCase(line[..Math.Min(4, blank)], "HTTP"u8) && !Ascii.EqualsIgnoreCase(line[..blank], "ICY"u8))
            return -1;
        var rest = line[blank..].Trim(" \t"u8);
        var end = rest.IndexOfAny((byte)' ', (byte)'\t');
        var digits = end < 0 ? rest : rest[..end];
        if (digits.Length is < 1 or > 3 || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return -1;
        var status = 0;
        foreach (var digit in digits)
            status = status * 10 + digit - '0';
        return status;
    }

    private bool Named(Line line, string name) =>
        line.NameLength == name.Length && Ascii.EqualsIgnoreCase(_raw.Span.Slice(line.NameStart, line.NameLength), name);

    private string Text(Line line)
    {
        var text = Encoding.Latin1.GetString(_raw.Span.Slice(line.ValueStart, line.ValueLength).TrimEnd(" \t"u8));
        if (text.Contains('\n'))
            text = string.Join(' ', text.Split('\n').Select(part => part.Trim(' ', '\t', '\r')));
        // RFC 9110 section 5.5: carriage returns and NULs in a value are dangerous; a space takes their place.
        return text.AsSpan().ContainsAny('\r', '\0') ? text.Replace('\r', ' ').Replace('\0', ' ') : text;
    }

    private readonly record struct Line(int NameStart, int NameLength, int ValueStart, int ValueLength);
}
