using ActorCrawler.Actors.Settings;
using ActorCrawler.Core.Frontier;
using Akka.Actor;

namespace ActorCrawler.Actors.Steering;

/// <summary>What commands work on.</summary>
internal sealed record SteeringSetup
{
    /// <summary>The crawl.</summary>
    public required IActorRef Crawl { get; init; }

    /// <summary>The job directory, for what is read from it beside the crawl.</summary>
    public required string Directory { get; init; }

    /// <summary>The crawl's settings, with which questions are answered.</summary>
    public required CrawlSettings Settings { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Canonicalises and judges URLs as the crawl does.</summary>
    public required UrlRules Rules { get; init; }

    /// <summary>The longest that one match of a pattern may take.</summary>
    public required TimeSpan PatternTimeout { get; init; }

    /// <summary>Connections to one host: more requests at a time than that cannot be had.</summary>
    public required int MaxPerHost { get; init; }
}
