using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Storage.Tables;

/// <summary>A row of the visit table: what became of a URL.</summary>
internal readonly record struct EndedVisit
{
    internal required long UrlId { get; init; }

    internal required Reason Reason { get; init; }

    internal required VisitKind Kind { get; init; }

    internal required int Priority { get; init; }

    internal required int Depth { get; init; }

    internal int Hops { get; init; }

    internal int Attempts { get; init; }

    internal long ReferrerId { get; init; }

    internal int Status { get; init; }

    internal long? FetchedAt { get; init; }

    internal long? ElapsedMilliseconds { get; init; }

    internal long? Size { get; init; }

    internal long BytesReceived { get; init; }

    /// <summary>Place in pages.jsonl; null when it is no page.</summary>
    internal long? PageAt { get; init; }

    internal int PageLength { get; init; }

    /// <summary>Place in urls.jsonl; null when it has no row there.</summary>
    internal long? RowAt { get; init; }

    internal int RowLength { get; init; }

    internal bool? Indexable { get; init; }

    internal string? ContentType { get; init; }

    internal string? RedirectUrl { get; init; }

    internal string? ETag { get; init; }

    internal string? LastModified { get; init; }

    internal ReadOnlyMemory<byte> ContentHash { get; init; }

    /// <summary>Fingerprint of the text; 0 for none.</summary>
    internal ulong TextFingerprint { get; init; }

    internal string? Detail { get; init; }

    /// <summary>Its row of urls.jsonl.</summary>
    internal UrlRow ToRow(string url, string? referrer) => new()
    {
        Url = url,
        Reason = Reason,
        Status = Status,
        RedirectUrl = RedirectUrl,
        ContentType = ContentType,
        Size = Size,
        Depth = Depth,
        Referrer = referrer,
        Indexable = Indexable,
        FetchedAt = FetchedAt,
        ElapsedMilliseconds = ElapsedMilliseconds,
    };

    /// <summary>The visit as one to come again.</summary>
    internal PendingVisit ToPending() => new()
    {
        UrlId = UrlId,
        Priority = Priority,
        Depth = Depth,
        Kind = Kind,
        ReferrerId = ReferrerId,
        Hops = Hops,
        Attempts = Attempts,
    };
}
