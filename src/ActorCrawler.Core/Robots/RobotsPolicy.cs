namespace ActorCrawler.Core.Robots;

/// <summary>Tells what an attempt to get a robots.txt means.</summary>
/// <remarks>
/// RFC 9309 section 2.3.1, and Google's reading where it leaves a choice: 429 counts as a server error, and endless redirects count as no file.
/// Whatever a 2xx answer carries is read as a file: HTML and images hold no rules, so they allow everything.
/// </remarks>
/// <param name="productToken">The crawler's name in robots.txt.</param>
/// <param name="maxBytes">How much of a file is read; at least 500 KiB (RFC 9309 section 2.5).</param>
/// <param name="cacheLimit">How long an answer is used at most; 24 h by RFC 9309 section 2.4. Also what holds when the server does not say.</param>
/// <param name="cacheFloor">How long an answer is used at least, whatever the server says: <c>no-cache</c> must not double every request.</param>
public sealed class RobotsPolicy(string productToken, int maxBytes, TimeSpan cacheLimit, TimeSpan cacheFloor)
{
    /// <summary>What an attempt means.</summary>
    public RobotsOutcome Judge(RobotsFetch fetch) => fetch switch
    {
        RobotsFetch.EndlessRedirects => new RobotsOutcome.Unavailable(cacheLimit),
        RobotsFetch.Unreachable => new RobotsOutcome.Unreachable(null),
        RobotsFetch.Answered { Status: >= 200 and < 300 } answer => new RobotsOutcome.Parsed(Parse(answer.Body.Span), Lifetime(answer.FreshFor)),
        RobotsFetch.Answered { Status: 304 } answer => new RobotsOutcome.Unchanged(Lifetime(answer.FreshFor)),
        RobotsFetch.Answered { Status: >= 300 and < 500 and not 429 } answer => new RobotsOutcome.Unavailable(Lifetime(answer.FreshFor)),
        RobotsFetch.Answered answer => new RobotsOutcome.Unreachable(answer.RetryAfter),
        _ => throw new ArgumentOutOfRangeException(nameof(fetch), fetch, "No such end of a fetch."),
    };

    /// <summary>The rules of a file that a store kept.</summary>
    public RobotsRules Parse(ReadOnlySpan<byte> body) => RobotsRules.Parse(body, productToken, maxBytes);

    private TimeSpan Lifetime(TimeSpan? freshFor) =>
        freshFor is not { } time || time > cacheLimit ? cacheLimit : time < cacheFloor ? cacheFloor : time;
}
