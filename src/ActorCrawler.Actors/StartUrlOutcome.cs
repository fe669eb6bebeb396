using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Actors;

/// <summary>What became of a start URL, of the http form of one whose https form was a guess, or of where one redirected to.</summary>
/// <param name="Url">The canonical URL.</param>
/// <param name="Reason">Where it stands.</param>
/// <param name="Status">HTTP status of the last answer; 0 when there was none.</param>
/// <param name="Detail">The rule or error text, for people; empty when there is none.</param>
public sealed record StartUrlOutcome(string Url, Reason Reason, int Status, string Detail);
