using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Storage;

/// <summary>A URL that failed, for screens.</summary>
/// <param name="Url">The URL.</param>
/// <param name="Reason">What went wrong.</param>
/// <param name="Status">HTTP status; 0 when there was none.</param>
/// <param name="Detail">The error text; null when there is none.</param>
/// <param name="FetchedAt">When the last attempt began; null when none was made.</param>
public sealed record FailureRecord(string Url, Reason Reason, int Status, string? Detail, DateTimeOffset? FetchedAt);
