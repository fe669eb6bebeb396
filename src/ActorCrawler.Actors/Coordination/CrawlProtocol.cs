using ActorCrawler.Actors.Parsing;
using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Actors.Coordination;

/// <summary>What a crawl is told from outside, and what it tells.</summary>
internal static class CrawlProtocol
{
    /// <summary>Start nothing new, finish what is in flight for a while, commit and end.</summary>
    public sealed record Stop
    {
        /// <summary>The only one.</summary>
        public static Stop Instance { get; } = new();
    }

    /// <summary>Pause or go on.</summary>
    public sealed record SetPaused(bool Paused);

    /// <summary>Tell how the crawl stands; answered by <see cref="Status"/>.</summary>
    public sealed record GetStatus
    {
        /// <summary>The only one.</summary>
        public static GetStatus Instance { get; } = new();
    }

    /// <summary>How the crawl stands.</summary>
    public sealed record Status(FrontierStatus Frontier, bool Stopping, long Exchanges, TimeSpan Elapsed);

    /// <summary>The crawl is over.</summary>
    public sealed record Ended(FinishReason Reason, Status Status);

    /// <summary>Tell which workers there are; answered by <see cref="Workers"/>.</summary>
    public sealed record GetWorkers
    {
        /// <summary>The only one.</summary>
        public static GetWorkers Instance { get; } = new();
    }

    /// <summary>The worker nodes, and where pages were parsed in this run.</summary>
    /// <param name="All">The nodes.</param>
    /// <param name="Parsed">Where bodies were parsed in this run.</param>
    public sealed record Workers(IReadOnlyList<WorkerStatus> All, ParsedCounts Parsed);

    /// <summary>How a worker node stands.</summary>
    /// <param name="Address">HOST:PORT.</param>
    /// <param name="Node">What it is.</param>
    /// <param name="State">Whether it gets jobs.</param>
    /// <param name="Slots">Jobs it takes at a time.</param>
    /// <param name="Jobs">Jobs it has.</param>
    /// <param name="Bytes">Bytes of the bodies it has.</param>
    /// <param name="Parsed">Bodies it has parsed.</param>
    /// <param name="Since">When it joined.</param>
    public sealed record WorkerStatus(string Address, WorkerNode Node, WorkerState State, int Slots, int Jobs, long Bytes, long Parsed, DateTimeOffset Since);

    /// <summary>Let a worker finish what it holds and leave; answered by <see cref="DrainStarted"/>.</summary>
    /// <param name="Address">HOST:PORT, as <see cref="WorkerStatus"/> names it.</param>
    public sealed record DrainWorker(string Address);

    /// <summary>The worker has been told.</summary>
    /// <param name="Address">Its address; null when there is no such worker.</param>
    public sealed record DrainStarted(string? Address);

    /// <summary>The crawl is over for good, so workers need not wait for it. Answered by <see cref="WorkersReleased"/>.</summary>
    public sealed record ReleaseWorkers
    {
        /// <summary>The only one.</summary>
        public static ReleaseWorkers Instance { get; } = new();
    }

    /// <summary>All workers know, but for those that are silent.</summary>
    public sealed record WorkersReleased
    {
        /// <summary>The only one.</summary>
        public static WorkersReleased Instance { get; } = new();
    }
}
