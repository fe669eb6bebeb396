using ActorCrawler.Actors.Logging;

namespace ActorCrawler.Actors;

/// <summary>How a program takes part in a crawl that it runs.</summary>
public sealed record CrawlHooks
{
    /// <summary>
    /// Shown every page of this run once it is durable, in order and never two at a time; a slow one slows the crawl, an exception ends it.
    /// </summary>
    public Func<CrawledPage, ValueTask>? OnPage { get; init; }

    /// <summary>Told how the crawl stands, every <see cref="Settings.ProgressSettings.Interval"/> and at the end.</summary>
    public IProgress<CrawlProgress>? Progress { get; init; }

    /// <summary>Shown the log lines that are meant for standard error (<see cref="Settings.LogSettings.StandardErrorLevel"/>).</summary>
    public Action<LogEntry>? OnLog { get; init; }

    /// <summary>
    /// By which worker processes are started, and the one that parses pages of which a process may have died. Null: a crawl starts no
    /// processes, and such pages are parsed as any others are.
    /// </summary>
    public WorkerProgram? Program { get; init; }

    /// <summary>Told where workers can join, when the crawl takes any in, and in which file the secret stands that they need.</summary>
    public Action<string, string>? OnListening { get; init; }
}
