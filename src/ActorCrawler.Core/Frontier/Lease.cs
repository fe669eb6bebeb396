namespace ActorCrawler.Core.Frontier;

/// <summary>What a lease is for. The numbers travel between processes: extend, never renumber.</summary>
public enum LeasePurpose : byte
{
    /// <summary>A page, or what turns out to be one.</summary>
    Page = 0,

    /// <summary>A sitemap.</summary>
    Sitemap = 1,

    /// <summary>A host's robots.txt.</summary>
    Robots = 2,
}

/// <summary>The right to work on one URL until it is settled. A result for a lease that was taken back is dropped.</summary>
/// <param name="Id">Unique in the process that gave it.</param>
/// <param name="Fence">The job's epoch: raised durably at every start, so that results from before a restart are told apart.</param>
/// <param name="HostId">The host whose slot it holds.</param>
/// <param name="Host"><c>scheme://name[:port]</c>.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Url">What to fetch.</param>
/// <param name="Visit">The URL in the queue; null for robots.txt, which is none.</param>
public sealed record Lease(long Id, long Fence, long HostId, string Host, LeasePurpose Purpose, string Url, QueuedUrl? Visit);
