using System.Globalization;
using System.Text;

namespace ActorCrawler.Actors.Settings;

/// <summary>Writes HOCON that any HOCON parser reads back as it was.</summary>
internal static class HoconText
{
    /// <summary>A string in quotes.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                < ' ' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>A value: bare where that is readable and means the same, else in quotes.</summary>
    public static string Value(string text)
    {
        var plain = text.Length > 0 && text != "null" && text[0] != ' ' && text[^1] != ' ' && !text.StartsWith("include", StringComparison.Ordinal)
            && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or ' ' or '.');
        return plain ? text : Quote(text);
    }

    /// <summary>A list on one line when it is short, else one element a line.</summary>
    public static string List(IReadOnlyList<string> values, string indent)
    {
        var oneLine = $"[{string.Join(", ", values.Select(Quote))}]";
        return oneLine.Length <= 100 && values.Count <= 8
            ? oneLine
            : $"[\n{string.Concat(values.Select(v => $"{indent}  {Quote(v)}\n"))}{indent}]";
    }
}
