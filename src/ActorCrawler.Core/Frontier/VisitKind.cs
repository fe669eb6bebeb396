namespace ActorCrawler.Core.Frontier;

/// <summary>How a URL came to be known. The numbers are stored: extend, never renumber.</summary>
public enum VisitKind : byte
{
    /// <summary>A link on a page.</summary>
    Link = 0,

    /// <summary>A start URL: exempt from include patterns.</summary>
    Start = 1,

    /// <summary>A start URL given without a scheme, tried as https: when no connection can be made, http is tried instead, at once.</summary>
    StartGuess = 2,

    /// <summary>The target of a redirect.</summary>
    Redirect = 3,

    /// <summary>An entry of a sitemap.</summary>
    SitemapEntry = 4,

    /// <summary>A sitemap or sitemap index itself: read for its entries, never a page.</summary>
    Sitemap = 5,

    /// <summary>Added by an operator's command.</summary>
    Command = 6,

    /// <summary>The target of a redirect from a start URL: its host joins the scope, and it is a start URL itself in all other respects.</summary>
    StartRedirect = 7,
}
