using ActorCrawler.Core.Warc;

namespace ActorCrawler.Core.Frontier;

/// <summary>What the frontier is told; closed.</summary>
public abstract record FrontierCommand
{
    private FrontierCommand()
    {
    }

    /// <summary>The first command: what the job directory holds.</summary>
    /// <param name="Ledger">The books so far.</param>
    /// <param name="Hosts">Hosts with queued URLs, as many as may be active.</param>
    /// <param name="MoreHosts">Whether there are more such hosts on disk.</param>
    /// <param name="FullDelayUpTo">
    /// The greatest host id of earlier runs: these hosts first wait their full delay. After an unclean end contacts may be missing from their
    /// clocks, and after any end the machine's clock may have been set.
    /// </param>
    /// <param name="Found">Start URLs to be entered, drawn bit by bit; known ones change nothing.</param>
    public sealed record Start(Ledger Ledger, IReadOnlyList<HostRecord> Hosts, bool MoreHosts, long FullDelayUpTo, IEnumerable<NewUrl> Found)
        : FrontierCommand
    {
        /// <summary>What was blocked in earlier runs.</summary>
        public IReadOnlyList<BlockRule> Blocks { get; init; } = [];
    }

    /// <summary>Hosts that were asked for.</summary>
    /// <param name="Hosts">The hosts found; those no longer there are missing.</param>
    /// <param name="MoreHosts">Whether there are more hosts with queued URLs that are not active; null when the question was about named hosts.</param>
    public sealed record HostsLoaded(IReadOnlyList<HostRecord> Hosts, bool? MoreHosts) : FrontierCommand;

    /// <summary>A part of a host's queue, best first.</summary>
    /// <param name="HostId">The host.</param>
    /// <param name="Urls">What was loaded.</param>
    /// <param name="NextRetry">When the first of those left out may be tried again; null when none was left out for that.</param>
    public sealed record WindowLoaded(long HostId, IReadOnlyList<QueuedUrl> Urls, DateTimeOffset? NextRetry) : FrontierCommand;

    /// <summary>An exchange for a page or a sitemap ended.</summary>
    public sealed record Exchanged(long LeaseId, Exchange Exchange) : FrontierCommand;

    /// <summary>An exchange for robots.txt ended.</summary>
    public sealed record RobotsReplied(long LeaseId, TimeSpan Elapsed, TimeSpan? RetryAfter, RobotsReply Reply) : FrontierCommand
    {
        /// <inheritdoc cref="Frontier.Exchange.Address"/>
        public string? Address { get; init; }

        /// <summary>Its records for the archive; null when there is none.</summary>
        public WarcCapture? Capture { get; init; }
    }

    /// <summary>A body was parsed.</summary>
    public sealed record Parsed(long LeaseId, ParseReport Report) : FrontierCommand;

    /// <summary>The last commit is durable.</summary>
    public sealed record Committed(CommitResult Result) : FrontierCommand;

    /// <summary>The disk is short of space or cannot be written: start nothing new until <see cref="UnblockDispatch"/>.</summary>
    /// <param name="Why">The reason, for people.</param>
    public sealed record BlockDispatch(string Why) : FrontierCommand;

    /// <summary>The disk is well again.</summary>
    public sealed record UnblockDispatch : FrontierCommand;

    /// <summary>Time has passed.</summary>
    public sealed record Tick : FrontierCommand
    {
        /// <summary>The only one.</summary>
        public static Tick Instance { get; } = new();
    }

    /// <summary>Start nothing new until <see cref="Unpause"/>.</summary>
    public sealed record Pause : FrontierCommand;

    /// <summary>Go on after <see cref="Pause"/>.</summary>
    public sealed record Unpause : FrontierCommand;

    /// <summary>Start nothing new, finish what is in flight, commit and end; the job can be resumed.</summary>
    public sealed record Stop : FrontierCommand;

    /// <summary>Settle what is committed and end: what is in flight is given up and stays queued.</summary>
    public sealed record Abandon : FrontierCommand;

    /// <summary>Enter a URL by an operator's command.</summary>
    public sealed record Add(NewUrl Url) : FrontierCommand;

    /// <summary>Fetch nothing more of what the rule names, and exclude what of it is queued.</summary>
    public sealed record Block(BlockRule Rule) : FrontierCommand;

    /// <summary>Set the limits of hosts.</summary>
    public sealed record Limit(HostLimit Change) : FrontierCommand;
}
