using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Storage.Tables;

/// <summary>A row of the queue table: a visit to come.</summary>
internal readonly record struct PendingVisit
{
    internal required long UrlId { get; init; }

    internal required int Priority { get; init; }

    internal required int Depth { get; init; }

    internal required VisitKind Kind { get; init; }

    internal long ReferrerId { get; init; }

    internal int Hops { get; init; }

    internal int Attempts { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    internal long? NotBefore { get; init; }

    internal bool Suspect { get; init; }
}
