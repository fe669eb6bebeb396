using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Frontier;

/// <summary>What a verdict of the scope means for a URL's place in the ledger.</summary>
public static class ScopeReasons
{
    /// <summary><see cref="Reason.Queued"/> for what is inside, or the reason that it is excluded.</summary>
    public static Reason ToReason(this ScopeReason reason) => reason switch
    {
        ScopeReason.AnyHost or ScopeReason.HostInScope or ScopeReason.DomainInScope => Reason.Queued,
        ScopeReason.OtherHost or ScopeReason.OtherDomain => Reason.Scope,
        ScopeReason.Excluded => Reason.ExcludePattern,
        ScopeReason.NotIncluded => Reason.NotIncluded,
        ScopeReason.PatternTimedOut => Reason.PatternTimeout,
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "No such reason."),
    };
}
