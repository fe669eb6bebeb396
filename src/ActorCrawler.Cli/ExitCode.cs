namespace ActorCrawler.Cli;

/// <summary>What the process tells its caller.</summary>
internal static class ExitCode
{
    /// <summary>Finished, or a budget reached.</summary>
    public const int Done = 0;

    /// <summary>Failed; also when not one page was fetched.</summary>
    public const int Failed = 1;

    /// <summary>Bad usage or configuration.</summary>
    public const int Usage = 2;

    /// <summary>Stopped by SIGTERM; the crawl can be resumed.</summary>
    public const int Terminated = 3;

    /// <summary>Stopped by Ctrl-C; the crawl can be resumed.</summary>
    public const int Interrupted = 130;
}
