using System.Text;

namespace ActorCrawler.Core.Http;

/// <summary>Fields that hold lists, as the Fetch standard reads them ("get, decode, and split").</summary>
public static class HeaderValues
{
    /// <summary>The elements of a field that occurred once or several times; commas inside quoted strings do not separate.</summary>
    /// <param name="lines">The values of the field's lines in their order.</param>
    /// <returns>At least one element (perhaps empty) when there is a line; none when there is no line.</returns>
    public static IReadOnlyList<string> Split(IEnumerable<string> lines)
    {
        var joined = Join(lines);
        return joined is null ? [] : Split(joined);
    }

    /// <summary>The elements of one field value.</summary>
    public static IReadOnlyList<string> Split(string value)
    {
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
    public static string? Join(IEnumerable<string> lines)
    {
        string? first = null;
        StringBuilder? joined = null;
        foreach (var line in lines)
        {
            if (first is null)
                first = line;
            else
                (joined ??= new StringBuilder(first)).Append(", ").Append(line);
        }
        return joined?.ToString() ?? first;
    }

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
