namespace ActorCrawler.Core.Frontier;

/// <summary>A URL waiting to be fetched, as loaded from disk.</summary>
/// <param name="Id">Its number in the job; increases in order of discovery.</param>
/// <param name="HostId">The number of its host in the job.</param>
/// <param name="Url">The canonical URL.</param>
/// <param name="Kind">How it came to be known.</param>
/// <param name="Depth">Links from the nearest start URL; 0 for a start URL.</param>
/// <param name="ReferrerId">The <see cref="Id"/> of the page it was first found on; 0 for none.</param>
/// <param name="Referrer">That page's canonical URL.</param>
/// <param name="Hops">Redirects in a row that led here.</param>
/// <param name="Attempts">Fetches already tried in vain.</param>
/// <param name="NotBefore">When a retry may start; null for at once.</param>
/// <param name="Suspect">True when a parsing process died while it held this page: parse it alone, in a disposable process.</param>
public sealed record QueuedUrl(
    long Id,
    long HostId,
    string Url,
    VisitKind Kind,
    int Depth,
    long ReferrerId,
    string? Referrer,
    int Hops,
    int Attempts,
    DateTimeOffset? NotBefore,
    bool Suspect)
{
    /// <summary>Its place before depth in the order of its host: lower goes first. Belongs to storage; carried so that it finds the URL again.</summary>
    public int Priority { get; init; }
}
