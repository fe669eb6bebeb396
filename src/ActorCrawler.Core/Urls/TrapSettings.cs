namespace ActorCrawler.Core.Urls;

/// <summary>The limits of the trap rules. Null turns a limit off.</summary>
/// <param name="MaxUrlLength">Longest URL, in characters.</param>
/// <param name="MaxPathSegments">Most path segments.</param>
/// <param name="MaxRepeatedSegments">
/// How often one segment may stand in a path. Segments of one or two characters do not count, because trees of numbers and letters are made
/// of them; empty ones do.
/// </param>
/// <param name="MaxQueryLength">Longest query, in characters.</param>
/// <param name="MaxParameters">Most parameters in a query.</param>
/// <param name="CalendarMonthsAhead">How many months ahead of today a calendar is followed.</param>
/// <param name="CalendarMonthsBehind">How many months back from today a calendar is followed.</param>
/// <param name="MaxLoops">
/// How often a URL may carry itself: times that percent signs are percent-encoded (%2525), the same parameter with the same value, segments
/// with a cookieless session.
/// </param>
public sealed record TrapSettings(
    int? MaxUrlLength,
    int? MaxPathSegments,
    int? MaxRepeatedSegments,
    int? MaxQueryLength,
    int? MaxParameters,
    int? CalendarMonthsAhead,
    int? CalendarMonthsBehind,
    int? MaxLoops)
{
    /// <summary>No limit at all.</summary>
    public static TrapSettings Off { get; } = new(null, null, null, null, null, null, null, null);
}
