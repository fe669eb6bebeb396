using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Storage.Reading;

/// <summary>What a job directory says of its job as a whole.</summary>
public sealed record JobFacts
{
    /// <summary>What the job was created for, as lines <c>name = value</c>.</summary>
    public required string Identity { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last committed anything.</summary>
    public required DateTimeOffset LastCommit { get; init; }

    /// <summary>Running time over all sessions.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Sessions so far.</summary>
    public required long Epoch { get; init; }

    /// <summary>Whether no session is open: false while one runs, and after one died.</summary>
    public required bool Closed { get; init; }

    /// <summary>Why it is finished, for people; null while it is not.</summary>
    public required string? Finished { get; init; }

    /// <summary>Hosts that joined the scope.</summary>
    public required IReadOnlyList<string> ScopeHosts { get; init; }

    /// <summary>The outputs as far as they are committed.</summary>
    public required IReadOnlyList<OutputRecord> Outputs { get; init; }

    /// <summary>The books.</summary>
    public required Ledger Ledger { get; init; }
}
