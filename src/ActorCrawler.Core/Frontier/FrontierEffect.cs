namespace ActorCrawler.Core.Frontier;

/// <summary>What the frontier wants done; closed. Effects are carried out in order.</summary>
public abstract record FrontierEffect
{
    private FrontierEffect()
    {
    }

    /// <summary>Fetch what the lease says, and tell what came of it.</summary>
    public sealed record Fetch(Lease Lease) : FrontierEffect;

    /// <summary>Parse the body that came for the lease, and tell what came of it.</summary>
    public sealed record Parse(Lease Lease, Exchange Exchange) : FrontierEffect;

    /// <summary>Let go of what is held for the lease (its body): nobody wants it any more.</summary>
    public sealed record Release(long LeaseId) : FrontierEffect;

    /// <summary>Make the batch durable, then tell. There is never more than one under way.</summary>
    public sealed record Commit(CommitBatch Batch) : FrontierEffect;

    /// <summary>Load a part of a host's queue.</summary>
    /// <param name="HostId">The host.</param>
    /// <param name="Except">Ids to leave out.</param>
    /// <param name="Max">How many at most.</param>
    public sealed record LoadWindow(long HostId, IReadOnlySet<long> Except, int Max) : FrontierEffect;

    /// <summary>Load the hosts with these ids.</summary>
    public sealed record LoadHosts(IReadOnlyList<long> Ids) : FrontierEffect;

    /// <summary>Load hosts with queued URLs that are not among the active ones.</summary>
    /// <param name="Active">The active ones.</param>
    /// <param name="Max">How many at most.</param>
    public sealed record LoadMoreHosts(IReadOnlySet<long> Active, int Max) : FrontierEffect;

    /// <summary>Hosts joined the scope: tell whoever judges links.</summary>
    public sealed record ScopeGrew(string Host) : FrontierEffect;

    /// <summary>A line for the log.</summary>
    public sealed record Note(bool Warning, string Text) : FrontierEffect;

    /// <summary>The crawl is over: all that was in flight is settled and committed.</summary>
    public sealed record Finished(FinishReason Reason) : FrontierEffect;
}

/// <summary>Why a crawl ended.</summary>
public enum FinishReason
{
    /// <summary>Nothing is left in the queue.</summary>
    Complete,

    /// <summary>A budget is used up.</summary>
    Budget,

    /// <summary>It was stopped; it can be resumed.</summary>
    Stopped,
}
