namespace ActorCrawler.Core.Frontier;

/// <summary>How a host stands that is in memory, for people.</summary>
/// <param name="Key"><c>scheme://name[:port]</c>.</param>
/// <param name="InFlight">Exchanges under way.</param>
/// <param name="Slots">Exchanges that may be under way at a time.</param>
/// <param name="Delay">The wait in force between two.</param>
/// <param name="NextStart">When the next may start, where something is to be fetched and a slot is free; a time in the past means at once.</param>
/// <param name="Pages">Pages, those not yet committed included.</param>
/// <param name="Queued">URLs waiting, those in flight not counted.</param>
public sealed record HostStatus(string Key, int InFlight, int Slots, TimeSpan Delay, DateTimeOffset? NextStart, long Pages, long Queued);
