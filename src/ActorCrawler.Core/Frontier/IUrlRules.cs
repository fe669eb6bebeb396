namespace ActorCrawler.Core.Frontier;

/// <summary>Judges URLs that reach the frontier by other ways than a parsed page.</summary>
public interface IUrlRules
{
    /// <summary>Canonicalises a URL and judges it by scope, patterns and trap rules.</summary>
    /// <param name="url">An absolute URL.</param>
    /// <param name="kind">How it was found; decides which rules apply.</param>
    /// <param name="depth">Links from the nearest start URL.</param>
    /// <param name="referrerId">The URL it was found on; 0 for none.</param>
    /// <param name="hops">Redirects in a row that led to it.</param>
    /// <param name="asItStands">Leave out the crawl's own rules of canonicalisation: the URL is known to differ from its canonical form.</param>
    /// <returns>The URL with its verdict; null when it is no http(s) URL.</returns>
    NewUrl? Judge(string url, VisitKind kind, int depth, long referrerId, int hops, bool asItStands = false);

    /// <summary>Adds a host (<c>scheme://name[:port]</c>) to the scope.</summary>
    /// <returns>True when it was not in the scope already.</returns>
    bool AddHost(string host);
}
