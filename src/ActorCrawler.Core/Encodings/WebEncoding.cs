using System.Collections.Frozen;

namespace ActorCrawler.Core.Encodings;

/// <summary>An encoding of the WHATWG Encoding Standard. There are forty, and what they decode to is exactly what browsers read.</summary>
public sealed class WebEncoding
{
    /// <summary>The single-byte encodings in the order of their tables; two names may share a table.</summary>
    private static readonly string[] SingleByte =
    [
        "IBM866", "ISO-8859-2", "ISO-8859-3", "ISO-8859-4", "ISO-8859-5", "ISO-8859-6", "ISO-8859-7", "ISO-8859-8", "ISO-8859-10", "ISO-8859-13",
        "ISO-8859-14", "ISO-8859-15", "ISO-8859-16", "KOI8-R", "KOI8-U", "macintosh", "windows-874", "windows-1250", "windows-1251", "windows-1252",
        "windows-1253", "windows-1254", "windows-1255", "windows-1256", "windows-1257", "windows-1258", "x-mac-cyrillic",
    ];

    private static readonly FrozenDictionary<string, WebEncoding> ByLabel = ReadLabels();

    private static readonly FrozenDictionary<string, WebEncoding>.AlternateLookup<ReadOnlySpan<char>> ByLabelSpan =
        ByLabel.GetAlternateLookup<ReadOnlySpan<char>>();

    private WebEncoding(string name, EncodingKind kind, int table)
    {
        Name = name;
        Kind = kind;
        Table = table;
    }

    /// <summary>UTF-8.</summary>
    public static WebEncoding Utf8 { get; } = ByLabel["utf-8"];

    /// <summary>UTF-16LE.</summary>
    public static WebEncoding Utf16Le { get; } = ByLabel["utf-16le"];

    /// <summary>UTF-16BE.</summary>
    public static WebEncoding Utf16Be { get; } = ByLabel["utf-16be"];

    /// <summary>windows-1252, which "iso-8859-1" and "ascii" mean on the web, and what undeclared pages are read as.</summary>
    public static WebEncoding Windows1252 { get; } = ByLabel["windows-1252"];

    /// <summary>x-user-defined: bytes from 0x80 go to private use characters.</summary>
    public static WebEncoding UserDefined { get; } = ByLabel["x-user-defined"];

    /// <summary>replacement: what stands for encodings that are unsafe to decode; any text becomes one U+FFFD.</summary>
    public static WebEncoding Replacement { get; } = ByLabel["replacement"];

    /// <summary>The standard's name, such as <c>UTF-8</c>, <c>windows-1252</c>, <c>Shift_JIS</c>.</summary>
    public string Name { get; }

    /// <summary>Whether it is UTF-16LE or UTF-16BE.</summary>
    public bool IsUtf16 => Kind is EncodingKind.Utf16Be or EncodingKind.Utf16Le;

    internal EncodingKind Kind { get; }

    /// <summary>Which single-byte table; -1 for other kinds.</summary>
    internal int Table { get; }

    /// <summary>The encoding for a label, without regard to case and white space around it; null when there is none.</summary>
    public static WebEncoding? ForLabel(ReadOnlySpan<char> label)
    {
        label = label.Trim("\t\n\f\r ");
        Span<char> lower = stackalloc char[32];
        if (label.Length > lower.Length)
            return null;
        for (var i = 0; i < label.Length; i++)
        {
            var c = label[i];
            lower[i] = char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c;
        }
        return ByLabelSpan.TryGetValue(lower[..label.Length], out var encoding) ? encoding : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static FrozenDictionary<string, WebEncoding> ReadLabels()
    {
        var labels = new Dictionary<string, WebEncoding>();
        WebEncoding? current = null;
        foreach (var word in EncodingLabels.Table.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word[^1] == ':')
                current = Make(word[..^1]);
            else
                labels.Add(word, current!);
        }
        return labels.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static WebEncoding Make(string name)
    {
        // ISO-8859-8-I differs from ISO-8859-8 in the direction of its text only.
        var table = Array.IndexOf(SingleByte, name == "ISO-8859-8-I" ? "ISO-8859-8" : name);
        var kind = name switch
        {
            _ when table >= 0 => EncodingKind.SingleByte,
            "UTF-8" => EncodingKind.Utf8,
            "GBK" or "gb18030" => EncodingKind.Gb18030,
            "Big5" => EncodingKind.Big5,
            "EUC-JP" => EncodingKind.EucJp,
            "ISO-2022-JP" => EncodingKind.Iso2022Jp,
            "Shift_JIS" => EncodingKind.ShiftJis,
            "EUC-KR" => EncodingKind.EucKr,
            "replacement" => EncodingKind.Replacement,
            "UTF-16BE" => EncodingKind.Utf16Be,
            "UTF-16LE" => EncodingKind.Utf16Le,
            "x-user-defined" => EncodingKind.UserDefined,
            _ => throw new InvalidOperationException($"The label table names {name}, which has no decoder."),
        };
        return new WebEncoding(name, kind, table);
    }
}
