namespace ActorCrawler.Core.Robots;

/// <summary>Draws from each attempt to get a robots.txt what may be fetched, and when to try again.</summary>
/// <remarks>
/// RFC 9309 section 2.3.1, and Google's reading where it leaves a choice: 429 counts as a server error; endless redirects count as no file;
/// a cached copy outlives its day while the file is unreachable; after <paramref name="unreachableLimit"/> without any copy the file counts as
/// unavailable.
/// </remarks>
/// <param name="productToken">The crawler's name in robots.txt.</param>
/// <param name="maxBytes">How much of a file is read; at least 500 KiB.</param>
/// <param name="cacheLimit">How long an answer is used at most; 24 h by RFC 9309 section 2.4. Also what is used when the server does not say.</param>
/// <param name="cacheFloor">How long an answer is used at least, whatever the server says; keeps <c>no-cache</c> from doubling every request.</param>
/// <param name="firstRetry">The wait after a first failed attempt. It grows with the time that attempts have failed for.</param>
/// <param name="retryLimit">The longest wait between attempts, Retry-After included.</param>
/// <param name="unreachableLimit">After how long without an answer a file counts as unavailable; the RFC's example is 30 days.</param>
public sealed class RobotsPolicy(
    string productToken, int maxBytes, TimeSpan cacheLimit, TimeSpan cacheFloor, TimeSpan firstRetry, TimeSpan retryLimit, TimeSpan unreachableLimit)
{
    /// <summary>The outcome after one more attempt.</summary>
    /// <param name="fetch">How the attempt ended.</param>
    /// <param name="before">The outcome so far; null at a host's first attempt.</param>
    /// <param name="now">When the attempt ended.</param>
    public RobotsOutcome Decide(RobotsFetch fetch, RobotsOutcome? before, DateTimeOffset now) => fetch switch
    {
        RobotsFetch.EndlessRedirects => new RobotsOutcome.Unavailable(now, now + cacheLimit, null) { Status = 0 },
        RobotsFetch.Unreachable => Failed(0, null, before, now),
        RobotsFetch.Answered { Status: >= 200 and < 300 } answer => Read(answer, now),
        RobotsFetch.Answered { Status: 304 } answer when before is RobotsOutcome.Parsed copy =>
            copy with { FetchedAt = now, Expires = now + Lifetime(answer.FreshFor), UnreachableSince = null, Status = 304 },
        RobotsFetch.Answered { Status: 429 } answer => Failed(429, answer.RetryAfter, before, now),
        RobotsFetch.Answered { Status: >= 300 and < 500 } answer =>
            new RobotsOutcome.Unavailable(now, now + Lifetime(answer.FreshFor), null) { Status = answer.Status },
        RobotsFetch.Answered answer => Failed(answer.Status, answer.RetryAfter, before, now),
        _ => throw new ArgumentOutOfRangeException(nameof(fetch), fetch, "No such end of a fetch."),
    };

    /// <summary>The outcome that a store kept, by its <see cref="RobotsOutcome.Code"/>; null for a code that is not known.</summary>
    public RobotsOutcome? Restore(
        byte code, int status, ReadOnlyMemory<byte> body, DateTimeOffset fetchedAt, DateTimeOffset expires, DateTimeOffset? unreachableSince) => code switch
        {
            1 => new RobotsOutcome.Parsed(fetchedAt, expires, unreachableSince, Parse(body), body) { Status = status },
            2 => new RobotsOutcome.Unavailable(fetchedAt, expires, unreachableSince) { Status = status },
            3 => new RobotsOutcome.Deferred(fetchedAt, expires, unreachableSince ?? fetchedAt) { Status = status },
            _ => null,
        };

    private RobotsOutcome.Parsed Read(RobotsFetch.Answered answer, DateTimeOffset now) =>
        new(now, now + Lifetime(answer.FreshFor), null, Parse(answer.Body), answer.Body) { Status = answer.Status };

    private RobotsRules Parse(ReadOnlyMemory<byte> body) => RobotsRules.Parse(body.Span, productToken, maxBytes);

    private RobotsOutcome Failed(int status, TimeSpan? retryAfter, RobotsOutcome? before, DateTimeOffset now)
    {
        var since = before?.UnreachableSince ?? now;
        var failingFor = now - since;

        // To wait as long as attempts have failed already doubles the time between them, without a count of attempts to keep.
        var wait = retryAfter > failingFor ? retryAfter.Value : failingFor;
        wait = wait < firstRetry ? firstRetry : wait > retryLimit ? retryLimit : wait;
        if (before is RobotsOutcome.Parsed copy)
            return copy with { FetchedAt = now, Expires = now + wait, UnreachableSince = since, Status = status };
        return failingFor >= unreachableLimit
            ? new RobotsOutcome.Unavailable(now, now + wait, since) { Status = status }
            : new RobotsOutcome.Deferred(now, now + wait, since) { Status = status };
    }

    private TimeSpan Lifetime(TimeSpan? freshFor) =>
        freshFor is not { } time || time > cacheLimit ? cacheLimit : time < cacheFloor ? cacheFloor : time;
}
