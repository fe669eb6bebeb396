namespace ActorCrawler.Core.Urls;

/// <summary>What decided whether a URL is inside the scope.</summary>
public enum ScopeReason
{
    /// <summary>Inside: the scope is the whole web.</summary>
    AnyHost,

    /// <summary>Inside: it is on a host of the scope.</summary>
    HostInScope,

    /// <summary>Inside: it is in a domain of the scope.</summary>
    DomainInScope,

    /// <summary>Outside: its host is not one of the scope's.</summary>
    OtherHost,

    /// <summary>Outside: its domain is not one of the scope's.</summary>
    OtherDomain,

    /// <summary>Outside: an exclude pattern matches.</summary>
    Excluded,

    /// <summary>Outside: there are include patterns and none matches.</summary>
    NotIncluded,

    /// <summary>Outside: a pattern took longer than its time limit, which counts against the URL.</summary>
    PatternTimedOut,
}
