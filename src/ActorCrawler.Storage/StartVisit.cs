using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Storage;

/// <summary>What became of a start URL, or of a URL that one redirected to.</summary>
/// <param name="Url">The URL.</param>
/// <param name="Reason">Where it stands.</param>
/// <param name="Status">HTTP status of the last answer; 0 when there was none.</param>
/// <param name="Detail">The rule or error text; null when there is none.</param>
public sealed record StartVisit(string Url, Reason Reason, int Status, string? Detail);
