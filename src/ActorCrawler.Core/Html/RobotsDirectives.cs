namespace ActorCrawler.Core.Html;

/// <summary>What a page's meta robots or X-Robots-Tag asks of crawlers.</summary>
[Flags]
public enum RobotsDirectives : byte
{
    None = 0,

    /// <summary>Not to be shown in results.</summary>
    NoIndex = 1,

    /// <summary>Its links are not to be followed.</summary>
    NoFollow = 2,
}
