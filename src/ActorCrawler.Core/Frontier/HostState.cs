using ActorCrawler.Core.Robots;

namespace ActorCrawler.Core.Frontier;

/// <summary>A host in memory: its clock, its robots rules and the window of its queue.</summary>
internal sealed class HostState
{
    /// <summary>Takes up a host.</summary>
    public HostState(HostRecord record, PolitenessSettings settings)
    {
        Id = record.Id;
        Key = record.Key;
        Pages = record.Pages;
        OnDisk = record.Queued;
        Closed = record.Closed;
        ClosedDetail = record.ClosedDetail;
        Clock = new HostClock(settings);
    }

    public long Id { get; }

    public string Key { get; }

    public HostClock Clock { get; }

    /// <summary>Pages it has given, those not yet committed included.</summary>
    public long Pages { get; set; }

    /// <summary>Leases of it that may still become pages.</summary>
    public int PagesInFlight { get; set; }

    /// <summary>URLs queued under it on disk, those in <see cref="Held"/> included.</summary>
    public long OnDisk { get; set; }

    /// <summary>Loaded URLs, best first.</summary>
    public Queue<QueuedUrl> Window { get; private set; } = new();

    /// <summary>Ids of what is queued on disk but already taken from there: in the window, leased, or settled and not yet committed.</summary>
    public HashSet<long> Held { get; } = [];

    /// <summary>The greatest depth in the window.</summary>
    public int WindowDepth { get; private set; }

    /// <summary>Whether a window is being loaded.</summary>
    public bool Loading { get; set; }

    /// <summary>A shallower URL was found than the window holds: load it anew.</summary>
    public bool WindowStale { get; set; }

    /// <summary>URLs were queued while the window was being loaded: what was loaded may not be all.</summary>
    public bool GrewWhileLoading { get; set; }

    /// <summary>The disk has nothing more to load before this time (the rest waits for retries); null when it may have something now.</summary>
    public DateTimeOffset? NothingUntil { get; set; }

    /// <summary>Leases of it, robots.txt not counted.</summary>
    public int Leases { get; set; }

    /// <summary>Its pages, with those in flight, are as many as the budget gives one host.</summary>
    public bool OverBudget { get; set; }

    /// <summary>Its remaining queue is to be settled with <see cref="Closed"/> once nothing of it is in flight.</summary>
    public bool ClosePending { get; set; }

    /// <summary>Why it is closed, in words.</summary>
    public string? ClosedDetail { get; set; }

    public RobotsRules? Robots { get; set; }

    /// <summary>When robots.txt must be fetched again.</summary>
    public DateTimeOffset RobotsExpires { get; set; }

    /// <summary>Whether its robots.txt is being fetched.</summary>
    public bool RobotsInFlight { get; set; }

    /// <summary>Where robots.txt was redirected to, and how often; null at the start of the chain.</summary>
    public (string Url, int Hops)? RobotsRedirect { get; set; }

    /// <summary>Attempts at robots.txt that failed in a row, since when, and what was found the last time.</summary>
    public int RobotsFailures { get; set; }

    public DateTimeOffset? RobotsUnreachableSince { get; set; }

    /// <summary>Why nothing more is fetched from it.</summary>
    public Reason? Closed { get; set; }

    /// <summary>Its clock changed since it was last stored.</summary>
    public bool Dirty { get; set; }

    /// <summary>
    /// It asked for a longer wait than usual (Crawl-delay, Retry-After, failures, slow answers), and that is not committed: it is not asked again before, so that
    /// a sudden end forgets no more than its last answer.
    /// </summary>
    public bool WaitIsUnsafe { get; set; }

    /// <summary>The network address that its exchanges count against, as far as it is known.</summary>
    public string? Address { get; set; }

    /// <summary>Whether it stands in line for a slot of its address, and the address whose line has called it.</summary>
    public bool WaitsForAddress { get; set; }

    public string? CalledFor { get; set; }

    /// <summary>Where it stands in <see cref="ReadyHosts"/>.</summary>
    public bool InTurn { get; set; }

    public DateTimeOffset? WaitingUntil { get; set; }

    /// <summary>URLs on disk that could be loaded.</summary>
    public long Loadable => OnDisk - Held.Count;

    /// <summary>Whether it takes no part in the crawl at the moment, and could be dropped from memory.</summary>
    public bool Idle => OnDisk == 0 && Clock.InFlight == 0 && !Loading && !Dirty && !RobotsInFlight && !WaitsForAddress && CalledFor is null;

    /// <summary>When it wants to be served, or to have its window loaded; null when it has nothing to do or no slot free.</summary>
    public DateTimeOffset? WantedAt
    {
        get
        {
            if (Closed is not null || OverBudget || RobotsInFlight || WaitsForAddress || WaitIsUnsafe) return null;
            if (Window.Count > 0) return Clock.NextStart;
            return Loadable > 0 && !Loading && NothingUntil != DateTimeOffset.MaxValue ? NothingUntil ?? DateTimeOffset.MinValue : null;
        }
    }

    /// <summary>Replaces the window by what was loaded.</summary>
    public void Fill(IReadOnlyList<QueuedUrl> urls)
    {
        foreach (var url in urls)
        {
            if (!Held.Add(url.Id)) continue;
            Window.Enqueue(url);
            if (url.Depth > WindowDepth) WindowDepth = url.Depth;
        }
    }

    /// <summary>Puts the window back to disk, where it still is.</summary>
    public void DropWindow()
    {
        foreach (var url in Window) Held.Remove(url.Id);
        Window = new Queue<QueuedUrl>();
        WindowDepth = 0;
        WindowStale = false;
    }

    /// <summary>What is to be stored of it.</summary>
    public HostRecord ToRecord() => new()
    {
        Id = Id,
        Key = Key,
        LastContact = Clock.LastContact,
        Wait = Clock.StoredWait(),
        CrawlDelay = Clock.CrawlDelay,
        Failures = Clock.Failures,
        Latency = Clock.Latency,
        Closed = Closed,
        ClosedDetail = ClosedDetail,
        DelayOverride = Clock.DelayOverride,
        PerHostOverride = Clock.PerHostOverride,
    };
}
