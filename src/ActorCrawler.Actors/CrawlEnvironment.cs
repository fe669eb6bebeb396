using ActorCrawler.Http.Names;

namespace ActorCrawler.Actors;

/// <summary>What a crawl takes from the machine, so that tests can put something else in its place.</summary>
internal sealed record CrawlEnvironment
{
    /// <summary>The machine's own clock, chance and names.</summary>
    public static CrawlEnvironment Real { get; } = new();

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Seeds the chance by which waits are spread; null takes one from the clock.</summary>
    public int? Seed { get; init; }

    /// <summary>Resolves names; null makes the machine's own resolver by the settings.</summary>
    public IHostResolver? Resolver { get; init; }
}
