using ActorCrawler.Actors.Fetching;
using ActorCrawler.Actors.Parsing;
using ActorCrawler.Storage;
using Akka.Actor;

namespace ActorCrawler.Actors.Coordination;

/// <summary>What a crawl is made of.</summary>
internal sealed record CrawlActorSetup
{
    /// <summary>Makes the coordinator's setup from the store, the fetchers and the parser pool.</summary>
    public required Func<IActorRef, IActorRef, IActorRef, CoordinatorSetup> Coordinator { get; init; }

    /// <summary>The job's store.</summary>
    public required CrawlStore Store { get; init; }

    /// <summary>How long to wait before a commit that failed for lack of space is tried again.</summary>
    public required TimeSpan StoreRetry { get; init; }

    /// <summary>What fetchers share.</summary>
    public required FetcherSetup Fetchers { get; init; }

    /// <summary>Fetcher actors. Each has any number of exchanges under way, so this is about cores, not concurrency.</summary>
    public required int FetcherCount { get; init; }

    /// <summary>Makes the parser pool's setup from who gets the results.</summary>
    public required Func<IActorRef, ParserPoolSetup> Parsers { get; init; }

    /// <summary>Shown every durable page; null when nobody wants to see them. An exception ends the crawl.</summary>
    public required Func<CrawledPage, ValueTask>? OnPage { get; init; }

    /// <summary>Makes progress for people of how the crawl stands; called in order of time.</summary>
    public required Func<CrawlProtocol.Status, CrawlProgress> Measure { get; init; }

    /// <summary>Told how the crawl stands; null when nobody wants to know.</summary>
    public required IProgress<CrawlProgress>? Progress { get; init; }

    /// <summary>How often.</summary>
    public required TimeSpan ProgressInterval { get; init; }

    /// <summary>Completed when the crawl is over, failed when it cannot go on.</summary>
    public required TaskCompletionSource<CrawlProtocol.Ended> Ended { get; init; }
}
