namespace ActorCrawler.Cli;

/// <summary>How the process is asked to end.</summary>
internal enum StopSignal
{
    /// <summary>Ctrl-C (SIGINT).</summary>
    Interrupt,

    /// <summary>SIGTERM, or a terminal that went away (SIGHUP).</summary>
    Terminate,
}
