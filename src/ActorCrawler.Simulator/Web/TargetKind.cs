namespace ActorCrawler.Simulator.Web;

/// <summary>What stands at a URL of the simulated web.</summary>
internal enum TargetKind : byte
{
    /// <summary>A page.</summary>
    Page,

    /// <summary>A page's address with tracking parameters: the same page.</summary>
    Alias,

    /// <summary>A redirect to a page.</summary>
    Redirect,

    /// <summary>A redirect to a <see cref="Redirect"/>.</summary>
    RedirectChain,

    /// <summary>404 or 410.</summary>
    Missing,

    /// <summary>Something that is not HTML.</summary>
    File,

    /// <summary>A page that robots.txt forbids.</summary>
    Private,

    /// <summary>A page below a forbidden folder that robots.txt allows by a longer rule.</summary>
    PrivateAllowed,

    /// <summary>A page's print view: forbidden by a rule with a wildcard.</summary>
    Print,

    /// <summary>A page that only the sitemap names.</summary>
    Orphan,

    /// <summary>A host of no simulated web.</summary>
    External,

    /// <summary>robots.txt.</summary>
    Robots,

    /// <summary>The sitemap.</summary>
    Sitemap,

    /// <summary>Nothing: 404 without being linked.</summary>
    Nothing,
}
