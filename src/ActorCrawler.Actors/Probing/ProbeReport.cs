namespace ActorCrawler.Actors.Probing;

/// <summary>What a crawl sees of one URL.</summary>
/// <param name="Hops">The URL, and those that redirects led to; at least one.</param>
/// <param name="Page">The page at their end; null when there is none.</param>
/// <param name="Remark">Why the body behind an answer is no page; null when it is one, or when there was none.</param>
public sealed record ProbeReport(IReadOnlyList<ProbeHop> Hops, ProbePage? Page, string? Remark);
