namespace ActorCrawler.Actors.Probing;

/// <summary>A link of a page, and what a crawl would do with it.</summary>
/// <param name="Url">The canonical URL: what would be fetched.</param>
/// <param name="Follows">Whether it would be queued.</param>
/// <param name="Verdict">Why, or why not, in words.</param>
public sealed record ProbeLink(string Url, bool Follows, string Verdict);
