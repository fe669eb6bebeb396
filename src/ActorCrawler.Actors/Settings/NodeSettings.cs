using System.Net;

namespace ActorCrawler.Actors.Settings;

/// <summary>How a crawl takes worker nodes in.</summary>
public sealed record NodeSettings
{
    /// <summary>Where the crawl listens for workers; null: nowhere, unless it starts workers itself. Port 0: the system picks one.</summary>
    public required DnsEndPoint? Listen { get; init; }

    /// <summary>The address that the node's port is bound to, where it is not the one by which others reach it; null: the latter.</summary>
    public required string? Bind { get; init; }

    /// <summary>Worker processes on this machine that the crawl starts itself; at least 0.</summary>
    public required int Workers { get; init; }

    /// <summary>Wait before a worker process that died is started again, doubled for each one in a row up to <see cref="RestartMax"/>; above zero.</summary>
    public required TimeSpan RestartBase { get; init; }

    /// <summary>The longest such wait.</summary>
    public required TimeSpan RestartMax { get; init; }

    /// <summary>How long bodies wait for a worker before parsers of this process take them, where those are in reserve; at least zero.</summary>
    public required TimeSpan WorkerWait { get; init; }

    /// <summary>Where the node tells over HTTP whether it is well; null: nowhere.</summary>
    public required DnsEndPoint? Health { get; init; }

    /// <summary>Whether nodes may listen beyond this machine without TLS.</summary>
    public required bool AllowPlaintext { get; init; }

    /// <summary>What nodes must know to join, from the environment or a file; null: the job's own, made when it is first needed.</summary>
    public string? Secret { get; init; }

    /// <summary>The job file that worker processes of this crawl read, too, absolute; null: none.</summary>
    public string? WorkerFile { get; init; }

    /// <summary>Settings of this crawl's worker processes that were given on its command line.</summary>
    public IReadOnlyList<SettingValue> WorkerFlags { get; init; } = [];

    /// <summary>Whether the sources say how many parsers a worker has; otherwise those that a crawl starts share the cores.</summary>
    public bool WorkerParsersGiven { get; init; }

    /// <summary>Whether workers can join.</summary>
    public bool IsNode => Listen is not null || Workers > 0;
}
