namespace ActorCrawler.Core.Robots;

/// <summary>What one attempt to get a robots.txt means for its host (RFC 9309 section 2.3.1). When to try again is the host's gate's to know.</summary>
public abstract record RobotsOutcome
{
    private RobotsOutcome()
    {
    }

    /// <summary>The number by which stores know the kind of outcome; extend, never renumber.</summary>
    public abstract byte Code { get; }

    /// <summary>A file that could be read.</summary>
    /// <param name="Rules">What it says to this crawler.</param>
    /// <param name="FreshFor">How long it may be used before it must be fetched again; at most a day.</param>
    public sealed record Parsed(RobotsRules Rules, TimeSpan FreshFor) : RobotsOutcome
    {
        /// <inheritdoc/>
        public override byte Code => 1;
    }

    /// <summary>There is no file (4xx, endless redirects): anything may be fetched.</summary>
    /// <param name="FreshFor">How long that may be taken for granted; at most a day.</param>
    public sealed record Unavailable(TimeSpan FreshFor) : RobotsOutcome
    {
        /// <inheritdoc/>
        public override byte Code => 2;
    }

    /// <summary>
    /// The server answers errors (5xx, 429) or not at all: nothing may be fetched until an attempt succeeds, unless by an older copy of the file,
    /// which outlives its day then (RFC 9309 section 2.4).
    /// </summary>
    /// <param name="RetryAfter">The wait that the server asked for; null when it asked for none.</param>
    public sealed record Unreachable(TimeSpan? RetryAfter) : RobotsOutcome
    {
        /// <inheritdoc/>
        public override byte Code => 3;
    }

    /// <summary>304: the copy at hand is still the file.</summary>
    /// <param name="FreshFor">How long it may be used from now on; at most a day.</param>
    public sealed record Unchanged(TimeSpan FreshFor) : RobotsOutcome
    {
        /// <inheritdoc/>
        public override byte Code => 4;
    }
}
