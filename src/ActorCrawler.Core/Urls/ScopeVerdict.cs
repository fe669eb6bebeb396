namespace ActorCrawler.Core.Urls;

/// <summary>Whether a URL is inside the scope, and what decided.</summary>
/// <param name="Reason">What decided.</param>
/// <param name="Pattern">The user's pattern that decided, or null.</param>
public readonly record struct ScopeVerdict(ScopeReason Reason, string? Pattern = null)
{
    /// <summary>Whether the URL may be crawled as far as the scope is concerned.</summary>
    public bool IsInside => Reason is ScopeReason.AnyHost or ScopeReason.HostInScope or ScopeReason.DomainInScope;

    /// <summary>Whether only the host or domain speaks against the URL: what makes a link external.</summary>
    public bool IsExternal => Reason is ScopeReason.OtherHost or ScopeReason.OtherDomain;

    /// <summary>A sentence for people; starts in lower case, ends without a full stop.</summary>
    public string Explain() => Reason switch
    {
        ScopeReason.AnyHost => "the scope is the whole web",
        ScopeReason.HostInScope => "it is on a host of the crawl",
        ScopeReason.DomainInScope => "it is in a domain of the crawl",
        ScopeReason.OtherHost => "it is on another host than the start URLs (--scope host)",
        ScopeReason.OtherDomain => "it is in another domain than the start URLs (--scope domain)",
        ScopeReason.Excluded => $"the exclude pattern {Pattern} matches",
        ScopeReason.NotIncluded => "no include pattern matches",
        ScopeReason.PatternTimedOut => $"the pattern {Pattern} took longer than its time limit",
        _ => throw new InvalidOperationException($"unknown reason {Reason}"),
    };
}
