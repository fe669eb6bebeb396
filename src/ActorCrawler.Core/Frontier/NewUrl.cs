namespace ActorCrawler.Core.Frontier;

/// <summary>A URL found by other means than links on a page: start URLs, redirect targets, sitemaps and their entries, commands.</summary>
/// <param name="Url">The canonical URL (ASCII).</param>
/// <param name="Host">Its host as <c>scheme://name[:port]</c>.</param>
/// <param name="Kind">How it was found.</param>
/// <param name="Depth">Links from the nearest start URL.</param>
/// <param name="ReferrerId">The URL it was found on; 0 for none.</param>
/// <param name="Hops">Redirects in a row that led here.</param>
/// <param name="Verdict"><see cref="Reason.Queued"/>, or the rule that excludes it.</param>
public sealed record NewUrl(string Url, string Host, VisitKind Kind, int Depth, long ReferrerId, int Hops, Reason Verdict);
