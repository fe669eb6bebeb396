using ActorCrawler.Actors.Logging;

namespace ActorCrawler.Actors.Settings;

/// <summary>What is logged, where and how.</summary>
public sealed record LogSettings
{
    /// <summary>The least level that goes to crawl.log.</summary>
    public required LogLevel Level { get; init; }

    /// <summary>The least level that goes to standard error.</summary>
    public required LogLevel StandardErrorLevel { get; init; }

    /// <summary>The form of a line, in both.</summary>
    public required LogFormat Format { get; init; }

    /// <summary>A file that would grow beyond this is put aside; at least 4 KiB.</summary>
    public required long MaxFileSize { get; init; }

    /// <summary>Files kept, the current one counted; the oldest is deleted; at least 1.</summary>
    public required int MaxFiles { get; init; }
}
