using System.Buffers;
using System.Text;

namespace ActorCrawler.Core.Http;

/// <summary>
/// A head as it stands in an archive or came from a socket: the start line and the fields, in their order and with repeated ones kept apart.
/// </summary>
public sealed class HttpHead
{
    private static readonly SearchValues<char> TokenChars =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private readonly List<HeaderField> _fields = [];

    private HttpHead(int length) => Length = length;

    /// <summary>Bytes of the head with the empty line that ends it.</summary>
    public int Length { get; }

    /// <summary>The version as sent, such as <c>HTTP/1.1</c>; empty when there is none.</summary>
    public string Version { get; private set; } = "";

    /// <summary>The status of an answer; 0 for a request.</summary>
    public int Status { get; private set; }

    /// <summary>The reason phrase of an answer.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>The method of a request; empty for an answer.</summary>
    public string Method { get; private set; } = "";

    /// <summary>The target of a request as sent; empty for an answer.</summary>
    public string Target { get; private set; } = "";

    /// <summary>The fields in their order.</summary>
    public IReadOnlyList<HeaderField> Fields => _fields;

    /// <summary>The values of all lines of a field, without regard to the case of its name.</summary>
    public IEnumerable<string> Values(string name)
    {
        foreach (var field in _fields)
        {
            if (field.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                yield return field.Value;
        }
    }

    /// <summary>Reads the head of an answer.</summary>
    /// <param name="bytes">The head, with or without what follows it.</param>
    /// <param name="lenient">
    /// False: what RFC 9112 allows, and nothing else. True: what servers of thirty years have sent, as archives keep it: bare line feeds, folded
    /// lines, white space before colons, lines without colon (passed over), no version, no reason, controls, an end in the middle.
    /// </param>
    /// <returns>Null when it is none.</returns>
    public static HttpHead? ParseResponse(ReadOnlySpan<byte> bytes, bool lenient) => Parse(bytes, lenient, static (head, line, lenient) => head.TryReadStatus(line, lenient));

    /// <summary>Reads the head of a request; as <see cref="ParseResponse"/>.</summary>
    public static HttpHead? ParseRequest(ReadOnlySpan<byte> bytes, bool lenient) => Parse(bytes, lenient, static (head, line, lenient) => head.TryReadRequest(line, lenient));

    private static HttpHead? Parse(ReadOnlySpan<byte> bytes, bool lenient, Func<HttpHead, string, bool, bool> readStart)
    {
        var lines = new List<string>();
        var at = 0;
        while (true)
        {
            var rest = bytes[at..];
            var end = rest.IndexOf((byte)'\n');
            if (end < 0)
            {
                // The end in the middle of a head: what there is counts, for lenient readers.
                if (!lenient)
                    return null;
                at = bytes.Length;
                if (!rest.IsEmpty)
                    lines.Add(Encoding.Latin1.GetString(rest.TrimEnd((byte)'\r')));
                break;
            }
            at += end + 1;
            var hasReturn = end > 0 && rest[end - 1] == '\r';
            if (!hasReturn && !lenient)
                return null;
            var line = rest[..(hasReturn ? end - 1 : end)];
            if (line.IsEmpty && (lines.Count > 0 || !lenient))
                break;
            if (!line.IsEmpty)
                lines.Add(Encoding.Latin1.GetString(line));
        }
        var head = new HttpHead(at);
        return lines.Count > 0 && readStart(head, lines[0], lenient) && head.TryReadFields(lines, lenient) ? head : null;
    }

    private static bool IsVersion(ReadOnlySpan<char> text) =>
        text.Length == 8 && text.StartsWith("HTTP/") && char.IsAsciiDigit(text[5]) && text[6] == '.' && char.IsAsciiDigit(text[7]);

    /// <summary>Visible octets, spaces and tabs (RFC 9110 section 5.5).</summary>
    private static bool IsText(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if ((c < ' ' && c != '\t') || c == 0x7F)
                return false;
        }
        return true;
    }

    private bool TryReadStatus(string line, bool lenient)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0)
            return false;
        Version = line[..space];
        var rest = line.AsSpan(space + 1);
        if (!StatusLine.TryParse(lenient ? rest.Trim(" \t") : rest, out var status, out var reason))
            return false;
        Status = status;
        Reason = reason;
        return lenient
            ? Version.StartsWith("HTTP", StringComparison.OrdinalIgnoreCase)
            : IsVersion(Version) && rest.Length >= 4 && rest[3] == ' ' && IsText(rest);
    }

    private bool TryReadRequest(string line, bool lenient)
    {
        var parts = lenient ? line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries) : line.Split(' ');
        if (parts.Length < 2 || (parts.Length != 3 && !lenient) || parts[0].AsSpan().ContainsAnyExcept(TokenChars))
            return false;
        var hasVersion = parts.Length > 2 && parts[^1].StartsWith("HTTP", StringComparison.OrdinalIgnoreCase);
        Method = parts[0];
        Target = string.Join(' ', parts[1..(hasVersion ? ^1 : ^0)]);
        Version = hasVersion ? parts[^1] : "";
        return lenient || (IsVersion(Version) && Target.Length > 0 && IsText(line));
    }

    private bool TryReadFields(List<string> lines, bool lenient)
    {
        // A line that continues another belongs to the field before it, or to the start line, whose continuation is dropped.
        for (var i = 1; i < lines.Count; i++)
        {
            var line = lines[i];
            if (line[0] is ' ' or '\t')
            {
                if (!lenient)
                    return false;
                var more = line.Trim(' ', '\t');
                if (_fields.Count > 0 && more.Length > 0)
                    _fields[^1] = _fields[^1] with { Value = $"{_fields[^1].Value} {more}".Trim(' ') };
                continue;
            }
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var name = colon < 0 ? "" : line[..colon];
            if (lenient)
                name = name.Trim(' ', '\t');
            else if (name.AsSpan().ContainsAnyExcept(TokenChars) || !IsText(line))
                return false;
            if (name.Length > 0)
                _fields.Add(new HeaderField(name, line[(colon + 1)..].Trim(' ', '\t')));
            else if (!lenient)
                return false;
        }
        return true;
    }
}
