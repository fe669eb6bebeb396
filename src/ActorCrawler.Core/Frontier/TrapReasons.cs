using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Frontier;

/// <summary>From the trap rules' reasons to the ledger's.</summary>
public static class TrapReasons
{
    /// <summary>The ledger's reason for a trap rule's; <see cref="Reason.Queued"/> when none speaks against the URL.</summary>
    public static Reason ToReason(this TrapReason reason) => reason switch
    {
        TrapReason.None => Reason.Queued,
        TrapReason.UrlLength => Reason.UrlTooLong,
        TrapReason.PathSegments => Reason.TrapPathSegments,
        TrapReason.RepeatedSegments => Reason.TrapRepeatedSegments,
        TrapReason.Query => Reason.TrapQuery,
        TrapReason.Calendar => Reason.TrapCalendar,
        TrapReason.Session => Reason.TrapSession,
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "No such reason."),
    };
}
