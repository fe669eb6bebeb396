namespace ActorCrawler.Core.Urls;

/// <summary>
/// Recognises URLs that sites make without end: by size, by repetition, by date. Judging allocates nothing. Immutable and thread-safe.
/// </summary>
/// <param name="settings">The limits.</param>
public sealed class TrapRules(TrapSettings settings)
{
    /// <summary>Segments shorter than this, but not empty ones, may repeat.</summary>
    private const int ShortestCounted = 3;

    /// <summary>Judges a canonical URL.</summary>
    /// <param name="url">The URL, ASCII.</param>
    /// <param name="parts">Its parts.</param>
    /// <param name="today">The date that calendars are measured from.</param>
    public TrapReason Judge(ReadOnlySpan<byte> url, in UrlParts parts, DateOnly today)
    {
        if (url.Length > settings.MaxUrlLength)
            return TrapReason.UrlLength;
        var path = parts.Path(url);
        var segments = path.Count((byte)'/');
        if (segments > settings.MaxPathSegments)
            return TrapReason.PathSegments;
        // Nothing can repeat more often than there are pieces, which lets most URLs through without a look at them.
        if (segments > settings.MaxRepeatedSegments && MostRepeated(path[1..], (byte)'/') > settings.MaxRepeatedSegments)
            return TrapReason.RepeatedSegments;
        var query = parts.Query(url);
        var parameters = query.IsEmpty ? 0 : 1 + query.Count((byte)'&');
        if (query.Length > settings.MaxQueryLength || parameters > settings.MaxParameters)
            return TrapReason.Query;
        if (path.Count("/(S("u8) > settings.MaxLoops || (parameters > 0 && Nesting(query) > settings.MaxLoops)
            || (parameters > settings.MaxLoops && MostRepeated(query, (byte)'&') > settings.MaxLoops))
            return TrapReason.Session;
        if (settings.CalendarMonthsAhead is null && settings.CalendarMonthsBehind is null)
            return TrapReason.None;
        var month = CalendarTrap.MonthOf(today);
        var isBeyond = CalendarTrap.IsBeyond(path, query, month - settings.CalendarMonthsBehind, month + settings.CalendarMonthsAhead);
        return isBeyond ? TrapReason.Calendar : TrapReason.None;
    }

    /// <summary>A sentence for people, with the limit; starts in lower case, ends without a full stop.</summary>
    public string Explain(TrapReason reason) => reason switch
    {
        TrapReason.None => "no trap rule speaks against it",
        TrapReason.UrlLength => $"it is longer than {settings.MaxUrlLength} characters",
        TrapReason.PathSegments => $"its path has more than {settings.MaxPathSegments} segments",
        TrapReason.RepeatedSegments => $"a segment stands in its path more than {settings.MaxRepeatedSegments} times",
        TrapReason.Query =>
            $"its query is longer than {settings.MaxQueryLength} characters or has more than {settings.MaxParameters} parameters",
        TrapReason.Calendar =>
            $"it is a calendar's page more than {settings.CalendarMonthsAhead} months ahead or {settings.CalendarMonthsBehind} back",
        TrapReason.Session => $"it carries itself or a session more than {settings.MaxLoops} times",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "unknown reason"),
    };

    /// <summary>How often percent signs are encoded again at the deepest place: 1 for %25, 2 for %2525.</summary>
    private static int Nesting(ReadOnlySpan<byte> query)
    {
        var deepest = 0;
        while (query.IndexOf("%25"u8) is >= 0 and var start)
        {
            query = query[(start + 3)..];
            var depth = 1;
            while (query.StartsWith("25"u8))
            {
                depth++;
                query = query[2..];
            }
            deepest = Math.Max(deepest, depth);
        }
        return deepest;
    }

    /// <summary>How often the most frequent piece occurs; the quadratic work is bounded, because the caps above come first.</summary>
    private static int MostRepeated(ReadOnlySpan<byte> text, byte separator)
    {
        const int enough = 256;
        var most = 0;
        var seen = 0;
        while (text.Length > 0 && seen++ < enough)
        {
            var end = text.IndexOf(separator);
            var piece = end < 0 ? text : text[..end];
            text = end < 0 ? [] : text[(end + 1)..];
            if (piece.Length >= ShortestCounted || piece.IsEmpty)
                most = Math.Max(most, 1 + Count(text, separator, piece));
        }
        return most;
    }

    private static int Count(ReadOnlySpan<byte> text, byte separator, ReadOnlySpan<byte> piece)
    {
        const int enough = 256;
        var count = 0;
        for (var seen = 0; text.Length > 0 && seen < enough; seen++)
        {
            var end = text.IndexOf(separator);
            if ((end < 0 ? text : text[..end]).SequenceEqual(piece))
                count++;
            text = end < 0 ? [] : text[(end + 1)..];
        }
        return count;
    }
}
