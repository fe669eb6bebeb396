namespace ActorCrawler.Cli.Compare;

/// <summary>What was taken from one page.</summary>
/// <param name="Url">Its URL.</param>
/// <param name="Status">The HTTP status; 0 without an answer.</param>
/// <param name="Error">Why there is no answer; null when there is one.</param>
/// <param name="Start">The first 200 characters of the source.</param>
/// <param name="Metas">Every meta tag of the source.</param>
internal sealed record PageResult(string Url, int Status, string? Error, string Start, IReadOnlyList<string> Metas);
