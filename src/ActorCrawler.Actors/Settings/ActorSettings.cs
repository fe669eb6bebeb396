namespace ActorCrawler.Actors.Settings;

/// <summary>The sizes of the actor system.</summary>
public sealed record ActorSettings
{
    /// <summary>Parser actors in this process; at least 1.</summary>
    public required int LocalParsers { get; init; }

    /// <summary>Whether they serve only while no worker is there.</summary>
    public required bool LocalParsersInReserve { get; init; }

    /// <summary>Fetcher actors; each has any number of fetches under way, so this is about cores; at least 1.</summary>
    public required int Fetchers { get; init; }

    /// <summary>How long fetches in flight may still take when the crawl is asked to stop; at least zero. What is not done by then stays queued.</summary>
    public required TimeSpan StopGrace { get; init; }

    /// <summary>Pages are committed at the latest after this; above zero.</summary>
    public required TimeSpan CommitInterval { get; init; }

    /// <summary>Visits that are committed at once at most; at least 1.</summary>
    public required int CommitVisits { get; init; }

    /// <summary>Rows and links that are committed at once at most, in bytes; above 0.</summary>
    public required long CommitBytes { get; init; }
}
