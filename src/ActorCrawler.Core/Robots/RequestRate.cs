namespace ActorCrawler.Core.Robots;

/// <summary>A <c>Request-rate</c> line: at most so many requests in such a time, perhaps only within hours of the day (UTC).</summary>
/// <param name="Requests">How many; at least 1.</param>
/// <param name="Period">In how long; more than zero.</param>
/// <param name="Hours">When it applies; null for always.</param>
public sealed record RequestRate(int Requests, TimeSpan Period, VisitTime? Hours)
{
    /// <summary>The pause between two requests that the rate comes to.</summary>
    public TimeSpan Delay => Period / Requests;
}
