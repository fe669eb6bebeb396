namespace ActorCrawler.Core.Http;

/// <summary>How many cookies a jar keeps; the least recently used ones go first.</summary>
/// <param name="PerDomain">Cookies for one domain at most.</param>
/// <param name="Total">Cookies in all at most.</param>
public readonly record struct CookieLimits(int PerDomain, int Total);
