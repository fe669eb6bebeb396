namespace ActorCrawler.Core.Frontier;

/// <summary>A lease while it lasts.</summary>
internal sealed class LeaseState(Lease lease, HostState host, DateTimeOffset deadline)
{
    public Lease Lease { get; } = lease;

    public HostState Host { get; } = host;

    /// <summary>When the fetch is taken for lost.</summary>
    public DateTimeOffset Deadline { get; } = deadline;

    /// <summary>Another host of the crawl whose slot it holds as well; null for none.</summary>
    public HostState? Guest { get; init; }

    /// <summary>What the fetch came to; null while it is under way.</summary>
    public Exchange? Exchange { get; set; }

    /// <summary>Bytes held for it.</summary>
    public long Bytes { get; set; }

    public QueuedUrl Visit => Lease.Visit ?? throw new InvalidOperationException("robots.txt is no visit.");
}
