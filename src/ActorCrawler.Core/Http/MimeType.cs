using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace ActorCrawler.Core.Http;

/// <summary>A MIME type as the WHATWG MIME Sniffing standard parses and serialises it. Field values are taken as text of bytes (Latin-1).</summary>
public sealed class MimeType
{
    private static readonly SearchValues<char> TokenChars =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private List<KeyValuePair<string, string>>? _parameters;

    private MimeType(string essence) => Essence = essence;

    /// <summary><c>text</c> of <c>text/html</c>, in lower case.</summary>
    public string Type => Essence[..Essence.IndexOf('/')];

    /// <summary><c>html</c> of <c>text/html</c>, in lower case.</summary>
    public string Subtype => Essence[(Essence.IndexOf('/') + 1)..];

    /// <summary>Type and subtype without parameters, in lower case: <c>text/html</c>.</summary>
    public string Essence { get; }

    /// <summary>The parameters in their order: names in lower case and unique, values as given.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters => _parameters ?? [];

    /// <summary>The charset parameter as given; null when there is none.</summary>
    public string? Charset => this["charset"];

    /// <summary>Whether documents of this type are read as HTML: <c>text/html</c>, and XHTML, whose markup the same tokeniser reads.</summary>
    public bool IsHtml => Essence is "text/html" or "application/xhtml+xml";

    /// <summary>An XML MIME type: <c>text/xml</c>, <c>application/xml</c> or any <c>+xml</c>.</summary>
    public bool IsXml => Essence is "text/xml" or "application/xml" || Essence.EndsWith("+xml", StringComparison.Ordinal);

    /// <summary>A JSON MIME type: <c>application/json</c>, <c>text/json</c> or any <c>+json</c>.</summary>
    public bool IsJson => Essence is "application/json" or "text/json" || Essence.EndsWith("+json", StringComparison.Ordinal);

    /// <summary>A parameter's value by its lower-case name; null when there is none.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var (key, value) in CollectionsMarshal.AsSpan(_parameters))
            {
                if (key == name)
                    return value;
            }
            return null;
        }
    }

    /// <summary>Parses one MIME type; null when the text is none.</summary>
    public static MimeType? Parse(ReadOnlySpan<char> text)
    {
        text = text.Trim("\n\r\t ");
        var slash = text.IndexOf('/');
        if (slash <= 0 || text[..slash].ContainsAnyExcept(TokenChars))
            return null;
        var rest = text[(slash + 1)..];
        var semicolon = rest.IndexOf(';');
        var subtype = (semicolon < 0 ? rest : rest[..semicolon]).TrimEnd("\n\r\t ");
        if (subtype.IsEmpty || subtype.ContainsAnyExcept(TokenChars))
            return null;
        var type = new MimeType(Lower(text[..(slash + 1 + subtype.Length)]));
        if (semicolon >= 0)
            type.ReadParameters(rest[(semicolon + 1)..]);
        return type;
    }

    /// <summary>
    /// The MIME type of an answer whose Content-Type may occur several times (Fetch standard, "extract a MIME type"): the last valid one. Without a
    /// charset of its own it has that of the first of the unbroken run of its essence that it ends.
    /// </summary>
    /// <param name="lines">The values of the Content-Type lines in their order.</param>
    public static MimeType? Extract(IReadOnlyList<string> lines)
    {
        MimeType? result = null;
        string? charset = null;
        var values = HeaderValues.Split(lines);
        for (var i = 0; i < values.Count; i++)
        {
            if (Parse(values[i]) is not { Essence: not "*/*" } type)
                continue;
            if (type.Essence != result?.Essence)
                charset = type.Charset;
            else if (type.Charset is null && charset is not null)
                type.Add("charset", charset);
            result = type;
        }
        return result;
    }

    /// <summary>The type with its parameters, values quoted where they must be.</summary>
    public override string ToString()
    {
        if (_parameters is null)
            return Essence;
        var text = new StringBuilder(Essence);
        foreach (var (name, value) in _parameters)
        {
            text.Append(';').Append(name).Append('=');
            if (value.Length > 0 && !value.AsSpan().ContainsAnyExcept(TokenChars))
                text.Append(value);
            else
                text.Append('"').Append(value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
        }
        return text.ToString();
    }

    /// <summary>Nearly all pages come with these two, which need no copies.</summary>
    private static string Lower(ReadOnlySpan<char> text) => text switch
    {
        "text/html" => "text/html",
        "charset" => "charset",
        _ => text.ToString().ToLowerInvariant(),
    };

    /// <summary>Octets that a quoted string may hold: tab, printable ASCII, and Latin-1 from 0x80.</summary>
    private static bool IsQuotable(ReadOnlySpan<char> value)
    {
        foreach (var c in value)
        {
            if (c is not ('\t' or (>= ' ' and <= '~') or (>= '\x80' and <= '\xFF')))
                return false;
        }
        return true;
    }

    /// <summary>The content of a quoted string: backslashes undone; one at the very end stands for itself.</summary>
    private static string Unquote(ReadOnlySpan<char> quoted)
    {
        var text = new StringBuilder(quoted.Length);
        for (var i = 1; i < quoted.Length; i++)
        {
            if (quoted[i] == '"')
                break;
            if (quoted[i] == '\\' && i + 1 < quoted.Length)
                i++;
            text.Append(quoted[i]);
        }
        return text.ToString();
    }

    private void ReadParameters(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            text = text.TrimStart("\n\r\t ");
            var stop = text.IndexOfAny(';', '=');
            if (stop < 0)
                return;
            var name = text[..stop];
            var isBare = text[stop] == ';';
            text = text[(stop + 1)..];
            if (isBare)
                continue;
            if (text.IsEmpty)
                return;
            string value;
            if (text[0] == '"')
            {
                var end = HeaderValues.EndOfQuotedString(text, 0);
                value = Unquote(text[..end]);
                text = text[end..];
                text = AfterSemicolon(text, out _);
            }
            else
            {
                text = AfterSemicolon(text, out var raw);
                value = raw.TrimEnd("\n\r\t ").ToString();
                if (value.Length == 0)
                    continue;
            }
            if (!name.IsEmpty && !name.ContainsAnyExcept(TokenChars) && IsQuotable(value) && Lower(name) is var key && this[key] is null)
                Add(key, value);
        }
    }

    private void Add(string name, string value) => (_parameters ??= new(1)).Add(new(name, value));

    private static ReadOnlySpan<char> AfterSemicolon(ReadOnlySpan<char> text, out ReadOnlySpan<char> before)
    {
        var semicolon = text.IndexOf(';');
        before = semicolon < 0 ? text : text[..semicolon];
        return semicolon < 0 ? default : text[(semicolon + 1)..];
    }
}
