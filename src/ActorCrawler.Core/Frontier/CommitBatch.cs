using ActorCrawler.Core.Warc;

namespace ActorCrawler.Core.Frontier;

/// <summary>What one transaction makes durable, all or nothing. Reused: <see cref="Clear"/> empties it.</summary>
public sealed class CommitBatch
{
    /// <summary>Visits that ended.</summary>
    public List<SettledUrl> Settled { get; } = [];

    /// <summary>Visits to be tried again.</summary>
    public List<RetriedUrl> Retried { get; } = [];

    /// <summary>URLs found by other means than links on a settled page.</summary>
    public List<NewUrl> Found { get; } = [];

    /// <summary>
    /// Hosts whose clock or limits changed; the last one of an id wins. Counts are the store's own and robots.txt has a list of its own:
    /// neither is taken from here.
    /// </summary>
    public List<HostRecord> Hosts { get; } = [];

    /// <summary>Hosts whose robots.txt was fetched.</summary>
    public List<(long HostId, RobotsRecord Robots)> Robots { get; } = [];

    /// <summary>Hosts whose remaining queue is to be settled with one reason, without loading it: given up, blocked, over their budget.</summary>
    public List<(long HostId, Reason Reason, string? Detail)> ClosedHosts { get; } = [];

    /// <summary>Records of exchanges that ended no visit, for the archive: those of robots.txt.</summary>
    public List<WarcCapture> Captures { get; } = [];

    /// <summary>Hosts (<c>scheme://name[:port]</c>) that joined the scope.</summary>
    public List<string> ScopeHosts { get; } = [];

    /// <summary>What an operator blocked.</summary>
    public List<BlockOrder> Blocks { get; } = [];

    /// <summary>Limits that an operator set; they come after <see cref="Hosts"/>, which have them already.</summary>
    public List<HostLimit> Limits { get; } = [];

    /// <summary>What goes to further outputs and belongs to no settled URL: attempts in vain, robots.txt.</summary>
    public List<OutputRow> Records { get; } = [];

    /// <summary>Whether there is anything to commit.</summary>
    public bool IsEmpty =>
        Records.Count == 0 && Settled.Count == 0 && Retried.Count == 0 && Found.Count == 0 && Hosts.Count == 0 && Robots.Count == 0 && ClosedHosts.Count == 0 && ScopeHosts.Count == 0
        && Captures.Count == 0 && Blocks.Count == 0 && Limits.Count == 0;

    /// <summary>Empties it for the next use.</summary>
    public void Clear()
    {
        Settled.Clear();
        Retried.Clear();
        Found.Clear();
        Hosts.Clear();
        Robots.Clear();
        ClosedHosts.Clear();
        ScopeHosts.Clear();
        Blocks.Clear();
        Limits.Clear();
        Records.Clear();
        Captures.Clear();
    }
}
