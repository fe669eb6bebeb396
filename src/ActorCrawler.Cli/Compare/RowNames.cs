namespace ActorCrawler.Cli.Compare;

/// <summary>The ways of working that are compared, in the order of the table.</summary>
internal static class RowNames
{
    /// <summary>One page after the other.</summary>
    public const string Sequential = "sequential";

    /// <summary>A pool of threads, each of which blocks while it waits.</summary>
    public const string Threads = "threads";

    /// <summary>Asynchronous fetches.</summary>
    public const string Async = "async";

    /// <summary>Fetcher and parser actors.</summary>
    public const string Actors = "actors";

    /// <summary>Worker processes.</summary>
    public const string Processes = "processes";

    public static IReadOnlyList<string> All { get; } = [Sequential, Threads, Async, Actors, Processes];
}
