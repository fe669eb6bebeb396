using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Warc;
using ActorCrawler.Http;

namespace ActorCrawler.Actors.Fetching;

/// <summary>What the coordinator and its fetchers say to each other.</summary>
internal static class FetchProtocol
{
    /// <summary>Carry out one exchange and answer with <see cref="Fetched"/> or <see cref="RobotsFetched"/>, whatever happens.</summary>
    public sealed record Fetch(Lease Lease);

    /// <summary>An exchange for a page or sitemap ended.</summary>
    /// <param name="LeaseId">Its lease.</param>
    /// <param name="Exchange">What it came to.</param>
    /// <param name="Answer">The answer, where there is a body to be parsed; the receiver owns it.</param>
    public sealed record Fetched(long LeaseId, Exchange Exchange, FetchOutcome.Fetched? Answer);

    /// <summary>An exchange for robots.txt ended.</summary>
    public sealed record RobotsFetched(long LeaseId, TimeSpan Elapsed, TimeSpan? RetryAfter, RobotsReply Reply)
    {
        /// <summary>The network address that it counts against; null when it is not known or nothing is counted.</summary>
        public string? Address { get; init; }

        /// <summary>Its records for the archive; null when there is none.</summary>
        public WarcCapture? Capture { get; init; }
    }
}
