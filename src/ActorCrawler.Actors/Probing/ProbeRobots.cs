namespace ActorCrawler.Actors.Probing;

/// <summary>What a host's robots.txt says to a URL.</summary>
/// <param name="Allowed">Whether a crawl would fetch the URL as far as robots.txt is concerned.</param>
/// <param name="Explanation">What decided, in words: the line and its number, or what came of fetching robots.txt.</param>
/// <param name="Wait">The wait between two exchanges with the host: the greater of the setting and Crawl-delay.</param>
public sealed record ProbeRobots(bool Allowed, string Explanation, TimeSpan Wait)
{
    /// <summary>Whether robots.txt could not be had because nobody answers there: then the http form of a guessed URL is tried.</summary>
    internal bool HasNoServer { get; init; }
}
