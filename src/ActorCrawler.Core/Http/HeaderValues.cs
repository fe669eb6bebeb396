namespace ActorCrawler.Core.Http;

/// <summary>Fields that hold lists, as the Fetch standard reads them ("get, decode, and split").</summary>
public static class HeaderValues
{
    /// <summary>The elements of a field that occurred once or several times; commas inside quoted strings do not separate.</summary>
    /// <param name="lines">The values of the field's lines in their order.</param>
    /// <returns>At least one element (perhaps empty) when there is a line; none when there is no line.</returns>
    public static IReadOnlyList<string> Split(IReadOnlyList<string> lines)
    {
        var joined = Join(lines);
        return joined is null ? [] : Split(joined);
    }

    /// <summary>The elements of one field value.</summary>
    public static IReadOnlyList<string> Split(string value)
    {
        if (!value.AsSpan().ContainsAny('"', ','))
            return [value.Trim(' ', '\t')];
        var elements = new List<string>();
        var start = 0;
        var at = 0;
        while (true)
        {
            var stop = value.AsSpan(at).IndexOfAny('"', ',');
            at = stop < 0 ? value.Length : at + stop;
            if (at < value.Length && value[at] == '"')
            {
                at = EndOfQuotedString(value, at);
                if (at < value.Length)
                    continue;
            }
            elements.Add(value.AsSpan(start, at - start).Trim(" \t").ToString());
            if (at == value.Length)
                return elements;
            start = ++at;
        }
    }

    /// <summary>The lines of one field as one value, joined by a comma and a space; null when there is no line.</summary>
    public static string? Join(IReadOnlyList<string> lines) => lines.Count switch
    {
        0 => null,
        1 => lines[0],
        _ => string.Join(", ", lines),
    };

    /// <summary>Where the quoted string that starts at a quote ends: behind its closing quote, or at the end of the text.</summary>
    internal static int EndOfQuotedString(ReadOnlySpan<char> text, int quote)
    {
        var at = quote + 1;
        while (at < text.Length)
        {
            var stop = text[at..].IndexOfAny('"', '\\');
            if (stop < 0)
                return text.Length;
            at += stop;
            if (text[at] == '"')
                return at + 1;
            at = Math.Min(at + 2, text.Length);
        }
        return at;
    }
}
