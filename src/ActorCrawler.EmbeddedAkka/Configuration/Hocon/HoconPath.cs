namespace Akka.Configuration.Hocon;

/// <summary>Dotted paths whose segments may be quoted, and the quoting of keys and strings.</summary>
internal static class HoconPath
{
    /// <summary>Characters that end or spoil a string without quotes.</summary>
    public const string Reserved = "$\"{}[]:=,#`^?!@*&\\";

    public static IEnumerable<string> Split(string path)
    {
        for (var at = 0; at < path.Length;)
        {
            var quoted = path[at] == '"';
            var start = quoted ? at + 1 : at;
            var end = path.IndexOf(quoted ? '"' : '.', start);
            if (end < 0)
                end = path.Length;
            yield return path[start..end];
            at = quoted ? end + 2 : end + 1;
        }
    }

    public static bool IsReserved(char c) => Reserved.Contains(c);

    /// <summary>The text in quotes when it would not be read back as it is without them.</summary>
    public static string Quote(string text)
    {
        var plain = text.Length > 0 && !text.Contains("//", StringComparison.Ordinal) && !text.Contains('.')
            && !text.AsSpan().ContainsAny(Reserved) && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '+');
        return plain ? text : QuoteAlways(text);
    }

    public static string QuoteValue(string text) => text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_') && text.Length > 0 ? text : QuoteAlways(text);

    private static string QuoteAlways(string text) => '"' + string.Concat(text.Select(Escape)) + '"';

    private static string Escape(char c) => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ when char.IsControl(c) => $"\\u{(int)c:x4}",
        _ => c.ToString(),
    };
}
