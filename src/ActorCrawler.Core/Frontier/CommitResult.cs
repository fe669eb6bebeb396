using System.Collections.Frozen;

namespace ActorCrawler.Core.Frontier;

/// <summary>What a commit changed that the frontier must know.</summary>
/// <param name="Growth">Hosts that got new queued URLs in this commit.</param>
/// <param name="Ledger">The ledger after it.</param>
public sealed record CommitResult(IReadOnlyList<HostGrowth> Growth, Ledger Ledger)
{
    /// <summary>Settled URLs that were queued no more (their host was closed, or a block had excluded them before): nothing of them was taken.</summary>
    public IReadOnlySet<long> Dropped { get; init; } = FrozenSet<long>.Empty;

    /// <summary>
    /// Hosts whose queue is still being settled in portions, and one more while blocks are applied to what is queued: every commit, an empty
    /// one too, takes one portion. Their URLs count as queued until then.
    /// </summary>
    public int HostsClosing { get; init; }
}

/// <summary>New queued URLs of one host.</summary>
/// <param name="HostId">The host's number.</param>
/// <param name="Key"><c>scheme://name[:port]</c>.</param>
/// <param name="Added">How many URLs were queued under it (revived ones too), less those that a block excluded.</param>
/// <param name="MinDepth">The smallest depth among them, and among those whose depth shrank; <see cref="int.MaxValue"/> when there are none.</param>
public readonly record struct HostGrowth(long HostId, string Key, int Added, int MinDepth);
