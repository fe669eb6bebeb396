using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Storage.Tables;

/// <summary>A host as the store keeps it in memory while it is in use: its counts, and what this transaction changes about them.</summary>
internal sealed class HostEntry(long id, string key)
{
    internal long Id { get; } = id;

    internal string Key { get; } = key;

    /// <summary>URLs known of it.</summary>
    internal long Urls { get; set; }

    internal long Queued { get; set; }

    internal long Pages { get; set; }

    /// <summary>Whether the database has it among the hosts with queued URLs.</summary>
    internal bool Waiting { get; set; }

    /// <summary>Why nothing more is fetched from it: new URLs get this reason at once.</summary>
    internal Reason? Closed { get; set; }

    internal string? ClosedDetail { get; set; }

    /// <summary>Whether this transaction changed it.</summary>
    internal bool Touched { get; set; }

    /// <summary>URLs that this transaction queued.</summary>
    internal int Added { get; set; }

    /// <summary>The smallest depth among those, and among those whose depth shrank.</summary>
    internal int MinDepth { get; set; } = int.MaxValue;
}
