namespace ActorCrawler.Core.Frontier;

/// <summary>A lease while it lasts.</summary>
internal sealed class LeaseState(Lease lease, HostState host, DateTimeOffset deadline)
{
    public Lease Lease { get; } = lease;

    public HostState Host { get; } = host;

    /// <summary>When the fetch is taken for lost.</summary>
    public DateTimeOffset Deadline { get; } = deadline;

    /// <summary>The clock of another host whose slot it holds as well; null for none.</summary>
    public HostClock? GuestClock { get; init; }

    /// <summary>That host, when it is one of the crawl; null otherwise.</summary>
    public HostState? Guest { get; init; }

    /// <summary>Whether the exchange is with the lease's own host, not with one that its robots.txt was redirected to.</summary>
    public bool IsWithHost => GuestClock is null;

    /// <summary>The address whose slot it holds; null for none.</summary>
    public string? Address { get; set; }

    /// <summary>What the fetch came to; null while it is under way.</summary>
    public Exchange? Exchange { get; set; }

    /// <summary>Bytes held for it.</summary>
    public long Bytes { get; set; }

    public QueuedUrl Visit => Lease.Visit ?? throw new InvalidOperationException("robots.txt is no visit.");
}
