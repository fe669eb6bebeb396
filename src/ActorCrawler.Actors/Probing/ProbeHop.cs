using ActorCrawler.Http;

namespace ActorCrawler.Actors.Probing;

/// <summary>One URL on the way to a page: the first one, or where a redirect led.</summary>
public sealed record ProbeHop
{
    /// <summary>The canonical URL.</summary>
    public required string Url { get; init; }

    /// <summary>Whether the URL belongs to the crawl, in words.</summary>
    public required string Scope { get; init; }

    /// <summary>What robots.txt says.</summary>
    public required ProbeRobots Robots { get; init; }

    /// <summary>What came of it, in words: <c>200 OK</c>, <c>redirect to ...</c>, or why it was not fetched.</summary>
    public required string Outcome { get; init; }

    /// <summary>Times, address and bytes; null when nothing was sent.</summary>
    public FetchFacts? Facts { get; init; }

    /// <summary>The head of the answer; null when there was none.</summary>
    public ResponseHead? Head { get; init; }
}
