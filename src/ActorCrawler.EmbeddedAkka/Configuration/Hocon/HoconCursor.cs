using System.Globalization;
using System.Text;

namespace Akka.Configuration.Hocon;

/// <summary>What stands between <c>${</c> and <c>}</c>.</summary>
internal sealed record HoconSubstitution(string[] Path, bool Optional);

/// <summary>A place in a text and the small things that can be read there.</summary>
internal sealed class HoconCursor(string text, string? name)
{
    /// <summary>Index of the next character; a byte order mark is stepped over.</summary>
    public int Position { get; set; } = text.StartsWith('\uFEFF') ? 1 : 0;

    public bool AtEnd => Position >= text.Length;

    public char Peek => AtEnd ? '\0' : text[Position];

    public bool AtComment => Peek == '#' || At("//");

    public int Line => text.AsSpan(0, Math.Min(Position, text.Length)).Count('\n') + 1;

    public string Where => name is null ? $"line {Line}" : $"line {Line} of {name}";

    public FormatException Error(string message) => new($"{Where}: {message}.");

    public bool At(string expected) => string.CompareOrdinal(text, Position, expected, 0, expected.Length) == 0;

    public bool Take(string expected)
    {
        if (!At(expected))
            return false;
        Position += expected.Length;
        return true;
    }

    public void SkipBlanksAndComments()
    {
        while (!AtEnd && (char.IsWhiteSpace(Peek) || AtComment))
        {
            if (AtComment)
                Position = text.IndexOf('\n', Position) is var end and >= 0 ? end : text.Length;
            else
                Position++;
        }
    }

    /// <summary>Blanks on this line.</summary>
    public string TakeSpaces() => TakeWhile(() => char.IsWhiteSpace(Peek) && Peek is not ('\n' or '\r'));

    /// <summary>A dotted key: plain and quoted segments.</summary>
    public string[] ReadPath()
    {
        var segments = new List<string>();
        do
        {
            TakeSpaces();
            var segment = Peek == '"' ? ReadQuoted() : TakeWhile(AtKeyCharacter).Trim();
            if (segment.Length == 0 && (Position == 0 || text[Position - 1] != '"'))
                throw Error(AtEnd ? "a key is expected" : $"a key is expected, not '{Peek}'");
            segments.Add(segment);
            TakeSpaces();
        }
        while (Take("."));
        return [.. segments];
    }

    /// <summary>The rest of a substitution whose <c>${</c> has been read.</summary>
    public HoconSubstitution ReadSubstitution()
    {
        var optional = Take("?");
        var path = ReadPath();
        return Take("}") ? new HoconSubstitution(path, optional) : throw Error("the substitution is not closed");
    }

    /// <exception cref="ConfigurationException">There is an assignment where a value has begun, as in an address without quotes.</exception>
    public string ReadUnquoted()
    {
        var value = TakeWhile(() => !char.IsWhiteSpace(Peek) && !AtComment && !HoconPath.IsReserved(Peek));
        if (Peek is '=' or ':')
            throw new ConfigurationException($"{Where}: '{Peek}' in a value: put the value in quotes, or an object in braces.");
        return value.Length > 0 ? value : throw Error($"a value cannot hold '{Peek}' without quotes");
    }

    /// <summary>A string in quotes, or in three of them.</summary>
    public string ReadQuoted()
    {
        if (Take("\"\"\""))
            return ReadTripleQuoted();
        Position++;
        var value = new StringBuilder();
        while (true)
        {
            if (AtEnd || Peek is '\n' or '\r')
                throw Error("the string is not closed on its line");
            var c = text[Position++];
            if (c == '"')
                return value.ToString();
            value.Append(c == '\\' ? ReadEscape() : c);
        }
    }

    private string ReadTripleQuoted()
    {
        var end = text.IndexOf("\"\"\"", Position, StringComparison.Ordinal);
        if (end < 0)
            throw Error("the string in three quotes is never closed");
        // Further quotes belong to the string.
        while (end + 3 < text.Length && text[end + 3] == '"')
            end++;
        var value = text[Position..end];
        Position = end + 3;
        return value;
    }

    private char ReadEscape()
    {
        var escaped = Peek;
        Position++;
        switch (escaped)
        {
            case '"' or '\\' or '/':
                return escaped;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u' when Position + 4 <= text.Length
                && ushort.TryParse(text.AsSpan(Position, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                Position += 4;
                return (char)code;
            default:
                throw Error($"Unknown escape code: {escaped}");
        }
    }

    private bool AtKeyCharacter() =>
        Peek is not ('.' or '\n' or '\r') && !HoconPath.IsReserved(Peek) && !At("+=") && !AtComment;

    private string TakeWhile(Func<bool> condition)
    {
        var start = Position;
        while (!AtEnd && condition())
            Position++;
        return text[start..Position];
    }
}
