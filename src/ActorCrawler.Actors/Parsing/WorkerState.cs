namespace ActorCrawler.Actors.Parsing;

/// <summary>How a worker node stands.</summary>
internal enum WorkerState
{
    /// <summary>Gets jobs.</summary>
    AtWork,

    /// <summary>Finishes what it holds, and leaves.</summary>
    Draining,

    /// <summary>Silent: its jobs went to others.</summary>
    Away,
}
