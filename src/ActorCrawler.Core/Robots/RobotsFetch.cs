namespace ActorCrawler.Core.Robots;

/// <summary>How an attempt to get a robots.txt ended, its redirects followed (at least five, across hosts too: RFC 9309 section 2.3.1.2).</summary>
public abstract record RobotsFetch
{
    private RobotsFetch()
    {
    }

    /// <summary>A server answered.</summary>
    /// <param name="Status">The final answer's status.</param>
    /// <param name="Body">The body, its content codings undone; what was received, when it broke off or ran into the limit.</param>
    /// <param name="FreshFor">
    /// How long HTTP's caching rules let the answer be used (<see cref="Http.CacheControl.Freshness"/>); null when it says nothing.
    /// </param>
    /// <param name="RetryAfter">The Retry-After header's wait; null when there is none.</param>
    public sealed record Answered(int Status, ReadOnlyMemory<byte> Body, TimeSpan? FreshFor, TimeSpan? RetryAfter) : RobotsFetch;

    /// <summary>More redirects than are followed, a loop, or a redirect that leads nowhere (no usable Location).</summary>
    public sealed record EndlessRedirects : RobotsFetch;

    /// <summary>No answer: name resolution, connection, TLS, time limit, or no HTTP spoken.</summary>
    public sealed record Unreachable : RobotsFetch;
}
