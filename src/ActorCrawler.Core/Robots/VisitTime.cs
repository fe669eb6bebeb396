namespace ActorCrawler.Core.Robots;

/// <summary>A <c>Visit-time</c> line: the hours (UTC) in which the site wants to be visited.</summary>
/// <param name="Start">From.</param>
/// <param name="End">Until; before <paramref name="Start"/> when the hours span midnight.</param>
public sealed record VisitTime(TimeOnly Start, TimeOnly End)
{
    /// <summary>Whether a time of day lies within the hours, both ends included.</summary>
    public bool Contains(TimeOnly time) => Start <= End ? time >= Start && time <= End : time >= Start || time <= End;
}
