namespace ActorCrawler.Core.Frontier;

/// <summary>What is kept of a page's content, to recognise it again.</summary>
/// <param name="UrlId">The page.</param>
/// <param name="Hash">The first eight bytes of its SHA-256, little-endian.</param>
/// <param name="Text">The fingerprint of its text; 0 for none.</param>
public readonly record struct PageContent(long UrlId, ulong Hash, ulong Text);
