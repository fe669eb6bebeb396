using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Actors.Storing;

/// <summary>What the coordinator and the store say to each other.</summary>
internal static class StoreProtocol
{
    /// <summary>Make a batch durable; answered by <see cref="Committed"/>, perhaps after some <see cref="Blocked"/>.</summary>
    public sealed record Commit(CommitBatch Batch);

    /// <summary>The batch is durable.</summary>
    public sealed record Committed(CommitBatch Batch, CommitResult Result);

    /// <summary>The disk is short of space or cannot be written: nothing new may begin until <see cref="Unblocked"/>.</summary>
    public sealed record Blocked(string Why);

    /// <summary>All is well again.</summary>
    public sealed record Unblocked
    {
        /// <summary>The only one.</summary>
        public static Unblocked Instance { get; } = new();
    }

    /// <summary>Load a part of a host's queue; answered by <see cref="Window"/>.</summary>
    public sealed record LoadWindow(long HostId, IReadOnlySet<long> Except, int Max, DateTimeOffset Now);

    /// <summary>A part of a host's queue.</summary>
    public sealed record Window(long HostId, IReadOnlyList<QueuedUrl> Urls, DateTimeOffset? NextRetry);

    /// <summary>Load named hosts; answered by <see cref="Hosts"/>.</summary>
    public sealed record LoadHosts(IReadOnlyList<long> Ids);

    /// <summary>Load hosts with queued URLs; answered by <see cref="Hosts"/>.</summary>
    public sealed record LoadMoreHosts(IReadOnlySet<long> Active, int Max);

    /// <summary>Hosts that were asked for.</summary>
    public sealed record Hosts(IReadOnlyList<HostRecord> Records, bool? More);
}
