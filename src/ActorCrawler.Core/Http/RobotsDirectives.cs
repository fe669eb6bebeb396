namespace ActorCrawler.Core.Http;

/// <summary>What X-Robots-Tag and meta robots ask of who reads a page; those of them that a crawler can act on or report.</summary>
[Flags]
public enum RobotsDirectives
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>noindex, none, or a past unavailable_after: the page is not to be shown to anybody.</summary>
    NoIndex = 1,

    /// <summary>nofollow or none: its links are not to be followed.</summary>
    NoFollow = 2,

    /// <summary>noarchive or nocache: no copy is to be shown.</summary>
    NoArchive = 4,

    /// <summary>nosnippet: no part is to be shown.</summary>
    NoSnippet = 8,

    /// <summary>noimageindex: its images are not to be shown.</summary>
    NoImageIndex = 16,
}
