namespace ActorCrawler.Core.Robots;

/// <summary>What may be fetched from a host, by the last attempts to get its robots.txt (RFC 9309 sections 2.3.1 and 2.4).</summary>
/// <param name="FetchedAt">When the last attempt ended.</param>
/// <param name="Expires">When robots.txt must be fetched again before anything else is.</param>
/// <param name="UnreachableSince">Since when attempts have failed (5xx, 429, no answer); null when the last one did not.</param>
public abstract record RobotsOutcome(DateTimeOffset FetchedAt, DateTimeOffset Expires, DateTimeOffset? UnreachableSince)
{
    /// <summary>The number by which stores know the kind of outcome; extend, never renumber.</summary>
    public abstract byte Code { get; }

    /// <summary>HTTP status of the last attempt's answer; 0 when there was none.</summary>
    public required int Status { get; init; }

    /// <summary>The rules of a file that could be read, perhaps an older copy while the file is unreachable.</summary>
    /// <param name="FetchedAt">See <see cref="RobotsOutcome"/>.</param>
    /// <param name="Expires">See <see cref="RobotsOutcome"/>.</param>
    /// <param name="UnreachableSince">See <see cref="RobotsOutcome"/>.</param>
    /// <param name="Rules">What the file says to this crawler.</param>
    /// <param name="Body">The file, for a store.</param>
    public sealed record Parsed(
        DateTimeOffset FetchedAt, DateTimeOffset Expires, DateTimeOffset? UnreachableSince, RobotsRules Rules, ReadOnlyMemory<byte> Body)
        : RobotsOutcome(FetchedAt, Expires, UnreachableSince)
    {
        /// <inheritdoc/>
        public override byte Code => 1;
    }

    /// <summary>There is no robots.txt (4xx, endless redirects), or it has been unreachable for longer than the limit: anything may be fetched.</summary>
    /// <param name="FetchedAt">See <see cref="RobotsOutcome"/>.</param>
    /// <param name="Expires">See <see cref="RobotsOutcome"/>.</param>
    /// <param name="UnreachableSince">See <see cref="RobotsOutcome"/>.</param>
    public sealed record Unavailable(DateTimeOffset FetchedAt, DateTimeOffset Expires, DateTimeOffset? UnreachableSince)
        : RobotsOutcome(FetchedAt, Expires, UnreachableSince)
    {
        /// <inheritdoc/>
        public override byte Code => 2;
    }

    /// <summary>The server answers errors or not at all: nothing may be fetched until an attempt (due at <see cref="Expires"/>) succeeds.</summary>
    /// <param name="FetchedAt">See <see cref="RobotsOutcome"/>.</param>
    /// <param name="Expires">See <see cref="RobotsOutcome"/>.</param>
    /// <param name="Since">Since when attempts have failed.</param>
    public sealed record Deferred(DateTimeOffset FetchedAt, DateTimeOffset Expires, DateTimeOffset Since)
        : RobotsOutcome(FetchedAt, Expires, Since)
    {
        /// <inheritdoc/>
        public override byte Code => 3;
    }
}
