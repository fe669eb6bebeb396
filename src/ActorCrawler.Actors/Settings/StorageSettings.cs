using ActorCrawler.Storage;

namespace ActorCrawler.Actors.Settings;

/// <summary>How the job directory is kept.</summary>
public sealed record StorageSettings
{
    /// <summary>What a commit survives.</summary>
    public required Durability Durability { get; init; }

    /// <summary>URLs taken from one host, the rest is excluded as a trap; null for no limit.</summary>
    public required long? MaxUrlsPerHost { get; init; }

    /// <summary>Hosts kept in memory between commits; at least 1.</summary>
    public required int HostCache { get; init; }

    /// <summary>Memory of the database's page cache in bytes; at least 1 MiB.</summary>
    public required long DatabaseCache { get; init; }

    /// <summary>Memory for recognising known URLs in bytes; at least 1 MiB.</summary>
    public required long KnownUrlsMemory { get; init; }

    /// <summary>Bytes to be left free on the disk; at least 0. At the limit no new fetch begins.</summary>
    public required long DiskReserve { get; init; }

    /// <summary>How long to wait before a commit that failed for want of space is tried again; above zero.</summary>
    public required TimeSpan RetryInterval { get; init; }
}
