namespace ActorCrawler.Storage;

/// <summary>How a <see cref="CrawlStore"/> works. Carries no defaults: those live in reference.conf alone.</summary>
public sealed record StoreOptions
{
    /// <summary>The job directory; locked by the caller (<see cref="JobDirectory"/>).</summary>
    public required string Directory { get; init; }

    /// <summary>
    /// What makes this crawl the one it is (start URLs, scope, URL rules), as lines <c>name = value</c>. Stored when the job is created;
    /// another text later is refused, naming the lines that differ.
    /// </summary>
    public required string Identity { get; init; }

    /// <summary>What a commit survives.</summary>
    public required Durability Durability { get; init; }

    /// <summary>Links from the nearest start URL; null for no limit. Deeper URLs are excluded, and revived by a shorter path or a higher limit.</summary>
    public required int? MaxDepth { get; init; }

    /// <summary>Pages taken from one host; null for no limit. Hosts that a lower limit closed are opened again; keeping to it is the caller's matter.</summary>
    public required long? MaxPagesPerHost { get; init; }

    /// <summary>URLs taken from one host; null for no limit. The rest is excluded as a trap.</summary>
    public required long? MaxUrlsPerHost { get; init; }

    /// <summary>Hosts kept in memory between commits; at least 1.</summary>
    public required int HostCache { get; init; }

    /// <summary>Memory of the database's page cache in bytes; at least 1 MiB.</summary>
    public required long DatabaseCache { get; init; }

    /// <summary>Memory for recognising known URLs in bytes; at least 1 MiB. 8 bytes a URL do without the disk; URLs beyond that cost a read each time.</summary>
    public required long KnownUrlsMemory { get; init; }

    /// <summary>Bytes to be left free on the disk; at least 0. See <see cref="CrawlStore.ShortOfSpace"/>.</summary>
    public required long DiskReserve { get; init; }

    /// <summary>
    /// The longest wait of its own that a URL may have had after so many attempts. One that seems to be due later is due at once: either the clock was set
    /// back, or it is its host that waits, whose clock says so itself.
    /// </summary>
    public required Func<int, TimeSpan> LongestRetryWait { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Outputs beside pages.jsonl and urls.jsonl.</summary>
    public IReadOnlyList<OutputSpec> Outputs { get; init; } = [];

    /// <summary>Whether pages.sqlite is written.</summary>
    public bool Tables { get; init; }

    /// <summary>How the archive is written; null for none.</summary>
    public ArchiveOptions? Archive { get; init; }

    /// <summary>URLs of closed hosts settled per commit; at least 1.</summary>
    public int ClosingPortion { get; init; } = 5_000;

    /// <summary>How the bytes that can still be written are found out; null asks the system: for tests.</summary>
    public Func<long>? FreeSpace { get; init; }

    /// <summary>Whether the books are counted again after every commit, which takes time with the size of the crawl: for tests.</summary>
    public bool VerifyBooks { get; init; }
}
