namespace ActorCrawler.Actors.Settings;

/// <summary>How a crawl takes commands.</summary>
public sealed record CommandSettings
{
    /// <summary>Whether it listens for them.</summary>
    public required bool Listen { get; init; }
}
