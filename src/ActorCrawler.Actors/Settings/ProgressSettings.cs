namespace ActorCrawler.Actors.Settings;

/// <summary>How progress is shown.</summary>
public sealed record ProgressSettings
{
    /// <summary>Whether no progress and no summary are shown; warnings and errors still are.</summary>
    public required bool Quiet { get; init; }

    /// <summary>How often progress is reported to the caller, and the live view drawn; above zero.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>How often a plain line is written where standard error is no terminal; above zero.</summary>
    public required TimeSpan PlainInterval { get; init; }
}
