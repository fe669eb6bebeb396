namespace ActorCrawler.Actors;

/// <summary>A page as it stands in pages.jsonl, handed to a program once it is durable.</summary>
/// <param name="Url">The canonical URL.</param>
/// <param name="Status">HTTP status, 2xx.</param>
/// <param name="Depth">Links from the nearest start URL.</param>
/// <param name="Row">The row: one JSON object in UTF-8, without newline. Valid beyond the call.</param>
public sealed record CrawledPage(string Url, int Status, int Depth, ReadOnlyMemory<byte> Row);
