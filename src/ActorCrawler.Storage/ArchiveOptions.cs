namespace ActorCrawler.Storage;

/// <summary>How a job's archive is written.</summary>
public sealed record ArchiveOptions
{
    /// <summary>The output that it goes to.</summary>
    public required string Output { get; init; }

    /// <summary>Whether a body that it has already is referred to instead of being written again.</summary>
    public required bool Deduplicates { get; init; }

    /// <summary>Gives the ids of records.</summary>
    public required Func<Guid> NewId { get; init; }
}
