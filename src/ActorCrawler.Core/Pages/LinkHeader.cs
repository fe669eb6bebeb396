namespace ActorCrawler.Core.Pages;

/// <summary>Reads the Link field (RFC 8288 section 3).</summary>
internal static class LinkHeader
{
    /// <summary>The target of the first link whose <c>rel</c> holds a word; null when there is none.</summary>
    public static string? FindTarget(IReadOnlyList<string> values, string relation)
    {
        foreach (var value in values)
        {
            var rest = value.AsSpan();
            while (TryReadLink(ref rest, relation, out var target, out var matches))
            {
                if (matches)
                    return target.ToString();
            }
        }
        return null;
    }

    // <target> *( ; name [= value] ), up to a comma that is not within quotes.
    private static bool TryReadLink(ref ReadOnlySpan<char> rest, string relation, out ReadOnlySpan<char> target, out bool matches)
    {
        matches = false;
        target = default;
        var open = rest.IndexOf('<');
        var close = open < 0 ? -1 : rest[open..].IndexOf('>');
        if (close < 0)
            return false;
        target = rest.Slice(open + 1, close - 1).Trim();
        rest = rest[(open + close + 1)..];
        var sawRelation = false;
        while (true)
        {
            rest = rest.TrimStart(" \t");
            if (rest.IsEmpty || rest[0] != ';')
                return true;
            rest = rest[1..].TrimStart(" \t");
            var end = rest.IndexOfAny("=;,");
            var name = (end < 0 ? rest : rest[..end]).Trim(" \t");
            rest = end < 0 ? default : rest[end..];
            if (rest.IsEmpty || rest[0] != '=')
                continue;
            rest = rest[1..].TrimStart(" \t");
            var value = ReadValue(ref rest);
            // Of several rel parameters only the first counts.
            if (sawRelation || !name.Equals("rel", StringComparison.OrdinalIgnoreCase))
                continue;
            sawRelation = true;
            foreach (var word in value.SplitAny(" \t"))
                matches |= value[word].Equals(relation, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static ReadOnlySpan<char> ReadValue(ref ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty || rest[0] != '"')
        {
            var end = rest.IndexOfAny(";, \t");
            var token = end < 0 ? rest : rest[..end];
            rest = rest[token.Length..];
            return token;
        }
        var p = 1;
        while (p < rest.Length && rest[p] != '"')
            p += rest[p] == '\\' ? 2 : 1;
        var value = rest[1..Math.Min(p, rest.Length)];
        rest = rest[Math.Min(p + 1, rest.Length)..];
        return value;
    }
}
