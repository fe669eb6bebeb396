using ActorCrawler.Core.Frontier;
using ActorCrawler.Storage;

namespace ActorCrawler.Actors.Parsing;

/// <summary>A body to be parsed, with all that its record tells of the fetch.</summary>
public sealed record ParseJob
{
    /// <summary>The lease it belongs to.</summary>
    public required long LeaseId { get; init; }

    /// <summary>The job's epoch.</summary>
    public required long Fence { get; init; }

    /// <summary>Page or sitemap.</summary>
    public required LeasePurpose Purpose { get; init; }

    /// <summary>The canonical URL.</summary>
    public required string Url { get; init; }

    /// <summary>Links from the nearest start URL.</summary>
    public required int Depth { get; init; }

    /// <summary>The page it was found on; null for none.</summary>
    public required string? Referrer { get; init; }

    /// <summary>When the exchange began.</summary>
    public required DateTimeOffset FetchedAt { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The response head as received.</summary>
    public required ReadOnlyMemory<byte> Head { get; init; }

    /// <summary>The body as received, still compressed. Lent: valid until the job is answered.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Whether the body was cut at its cap.</summary>
    public required bool Truncated { get; init; }

    /// <summary>Whether a parsing process died while it held this page. Does not travel: a suspect is parsed where the seed is.</summary>
    public bool Suspect { get; init; }

    /// <summary>Where it stands in the queue, for the marks of what is being parsed. Does not travel.</summary>
    public VisitKey Visit { get; init; }
}
