using System.Text;

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

    /// <summary>The status code; 0 when the status line has none.</summary>
    public int Status { get; }

    /// <summary>The protocol as written: <c>HTTP/1.1</c>, <c>HTTP/1.0</c>, <c>HTTP/2</c>.</summary>
    public string Protocol
    {
        get
        {
            var line = StatusLine;
            var space = line.IndexOf((byte)' ');
            return Encoding.Latin1.GetString(space < 0 ? line : line[..space]);
        }
    }

    /// <summary>The reason phrase; empty when there is none.</summary>
    public string ReasonPhrase
    {
        get
        {
            var line = StatusLine;
            var space = line.IndexOf((byte)' ');
            var second = space < 0 ? -1 : line[(space + 1)..].IndexOf((byte)' ');
            return second < 0 ? "" : Encoding.Latin1.GetString(line[(space + second + 2)..]).Trim();
        }
    }

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

    private ReadOnlySpan<byte> StatusLine
    {
        get
        {
            var span = _raw.Span;
            var end = span.IndexOf((byte)'\n');
            return (end < 0 ? span : span[..end]).TrimEnd((byte)'\r');
        }
    }

    /// <summary>Reads a head from its bytes. Lenient, because it only sees heads that were accepted before: lines without a colon are passed over.</summary>
    public static ResponseHead Parse(ReadOnlyMemory<byte> raw)
    {
        var span = raw.Span;
        var position = EndOfLine(span, 0);
        var status = ParseStatus(span[..position]);
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
        return new ResponseHead(raw, status, lines);
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

    /// <summary>The values of all fields of that name (any case), in order.</summary>
    public IReadOnlyList<string> All(string name)
    {
        List<string>? values = null;
        foreach (var line in _lines)
        {
            if (Named(line, name))
                (values ??= []).Add(Text(line));
        }
        return values is null ? [] : values;
    }

    /// <summary>The values of all fields of that name joined by <c>, </c> (RFC 9110 section 5.3); null when there is none.</summary>
    public string? Combined(string name) => All(name) switch
    {
        [] => null,
        [var one] => one,
        var many => string.Join(", ", many),
    };

    private static int EndOfLine(ReadOnlySpan<byte> span, int from)
    {
        var length = span[from..].IndexOf((byte)'\n');
        return length < 0 ? span.Length : from + length + 1;
    }

    private static int CountLines(ReadOnlySpan<byte> span)
    {
        var count = 0;
        for (var position = 0; position < span.Length; count++)
            position = EndOfLine(span, position);
        return count;
    }

    private static int ParseStatus(ReadOnlySpan<byte> line)
    {
        var space = line.IndexOf((byte)' ');
        var digits = space < 0 ? default : line[(space + 1)..].TrimStart((byte)' ');
        var status = 0;
        for (var i = 0; i < Math.Min(3, digits.Length) && char.IsAsciiDigit((char)digits[i]); i++)
            status = status * 10 + digits[i] - '0';
        return status;
    }

    private bool Named(Line line, string name) =>
        line.NameLength == name.Length && Ascii.EqualsIgnoreCase(_raw.Span.Slice(line.NameStart, line.NameLength), name);

    private string Text(Line line)
    {
        var text = Encoding.Latin1.GetString(_raw.Span.Slice(line.ValueStart, line.ValueLength).TrimEnd(" \t"u8));
        return text.Contains('\n') ? string.Join(' ', text.Split('\n').Select(part => part.Trim(' ', '\t', '\r'))) : text;
    }

    private readonly record struct Line(int NameStart, int NameLength, int ValueStart, int ValueLength);
}
