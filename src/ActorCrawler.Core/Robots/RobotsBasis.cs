namespace ActorCrawler.Core.Robots;

/// <summary>What a verdict on a URL rests on.</summary>
public enum RobotsBasis : byte
{
    /// <summary>No group applies to this crawler, or none of its rules matches: allowed.</summary>
    NoMatch,

    /// <summary>The most specific matching rule (RFC 9309 section 2.2.2).</summary>
    Rule,

    /// <summary>The path is /robots.txt, which is always allowed (RFC 9309 section 2.2.2).</summary>
    RobotsTxt,
}
