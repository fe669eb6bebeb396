using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Storage.Reading;

/// <summary>An attempt at a URL that was in vain.</summary>
/// <param name="Number">Counts from 1.</param>
/// <param name="At">When it began.</param>
/// <param name="Reason">What went wrong.</param>
/// <param name="Status">HTTP status; 0 when there was none.</param>
/// <param name="Suspect">The process that parsed the page died.</param>
/// <param name="Detail">Error text; null when there is none.</param>
public sealed record AttemptRecord(int Number, DateTimeOffset At, Reason Reason, int Status, bool Suspect, string? Detail);
