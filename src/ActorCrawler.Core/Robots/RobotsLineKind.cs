namespace ActorCrawler.Core.Robots;

/// <summary>What a line of robots.txt is, by its key.</summary>
internal enum RobotsLineKind : byte
{
    Unknown,
    UserAgent,
    Allow,
    Disallow,
    Sitemap,
    CrawlDelay,
    RequestRate,
    VisitTime,
    Host,
}
