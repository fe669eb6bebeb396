namespace ActorCrawler.Core.Http;

/// <summary>
/// Reads X-Robots-Tag fields and the content of meta robots elements. Directives for everybody and for this crawler add up; the most
/// restrictive ones win.
/// </summary>
public static class RobotsTag
{
    /// <summary>Reads the lines of X-Robots-Tag. <c>name:</c> in front of directives addresses them to one crawler, to the end of its line or to the next name.</summary>
    /// <param name="lines">The values of the field's lines in their order; lines that a client has joined by commas are read alike.</param>
    /// <param name="productToken">The crawler's name.</param>
    /// <param name="now">The present, for unavailable_after.</param>
    public static RobotsDirectives Parse(IEnumerable<string> lines, string productToken, DateTimeOffset now)
    {
        var result = RobotsDirectives.None;
        foreach (var line in lines)
        {
            var isAddressed = true;
            for (var rest = line.AsSpan(); !rest.IsEmpty;)
            {
                var directive = Next(ref rest);
                var colon = directive.IndexOf(':');
                if (colon > 0 && !TakesValue(directive[..colon].Trim()))
                {
                    isAddressed = directive[..colon].Trim().Equals(productToken, StringComparison.OrdinalIgnoreCase);
                    directive = directive[(colon + 1)..].Trim();
                }
                var read = Read(directive, ref rest, now);
                if (isAddressed)
                    result |= read;
            }
        }
        return result;
    }

    /// <summary>Reads the content of <c>meta name=robots</c>, or of a meta element that carries the crawler's own name.</summary>
    /// <param name="content">The content attribute.</param>
    /// <param name="now">The present, for unavailable_after.</param>
    public static RobotsDirectives ParseMeta(ReadOnlySpan<char> content, DateTimeOffset now)
    {
        var result = RobotsDirectives.None;
        while (!content.IsEmpty)
        {
            var directive = Next(ref content);
            result |= Read(directive, ref content, now);
        }
        return result;
    }

    private static ReadOnlySpan<char> Next(ref ReadOnlySpan<char> rest)
    {
        var comma = rest.IndexOf(',');
        var next = comma < 0 ? rest : rest[..comma];
        rest = comma < 0 ? default : rest[(comma + 1)..];
        return next.Trim();
    }

    private static bool TakesValue(ReadOnlySpan<char> name) =>
        Is(name, "unavailable_after") || Is(name, "max-snippet") || Is(name, "max-image-preview") || Is(name, "max-video-preview");

    private static bool Is(ReadOnlySpan<char> text, string name) => text.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static RobotsDirectives Read(scoped ReadOnlySpan<char> directive, ref ReadOnlySpan<char> rest, DateTimeOffset now)
    {
        const string UnavailableAfter = "unavailable_after:";
        if (Is(directive, "noindex"))
            return RobotsDirectives.NoIndex;
        if (Is(directive, "nofollow"))
            return RobotsDirectives.NoFollow;
        if (Is(directive, "none"))
            return RobotsDirectives.NoIndex | RobotsDirectives.NoFollow;
        if (Is(directive, "noarchive") || Is(directive, "nocache"))
            return RobotsDirectives.NoArchive;
        if (Is(directive, "nosnippet"))
            return RobotsDirectives.NoSnippet;
        if (Is(directive, "noimageindex"))
            return RobotsDirectives.NoImageIndex;
        if (!directive.StartsWith(UnavailableAfter, StringComparison.OrdinalIgnoreCase))
            return RobotsDirectives.None;
        var text = directive[UnavailableAfter.Length..].Trim();
        if (!InternetDate.TryParse(text, out var date))
        {
            // The comma behind a day's name is part of the date: "Saturday, 25-Jun-11 15:00:00 PST".
            var peek = rest;
            if (!InternetDate.TryParse($"{text}, {Next(ref peek)}", out date))
                return RobotsDirectives.None;
            rest = peek;
        }
        return date <= now ? RobotsDirectives.NoIndex : RobotsDirectives.None;
    }
}
