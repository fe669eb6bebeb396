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
}
