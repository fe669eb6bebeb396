namespace ActorCrawler.Core.Html;

/// <summary>Where links are taken from. Each link comes from exactly one. The numbers travel between processes: extend, never renumber.</summary>
[Flags]
public enum LinkSources : ushort
{
    None = 0,

    /// <summary><c>a[href]</c>.</summary>
    Anchor = 1 << 0,

    /// <summary><c>area[href]</c>.</summary>
    Area = 1 << 1,

    /// <summary>The target of a meta refresh.</summary>
    Refresh = 1 << 2,

    /// <summary><c>img[src]</c>, <c>input[type=image]</c>, SVG-free <c>background</c>, posters, <c>audio</c>, <c>video</c>, <c>source</c>, <c>track</c>, <c>embed</c> and <c>object</c>.</summary>
    Media = 1 << 3,

    /// <summary>Every candidate of <c>img[srcset]</c>, <c>source[srcset]</c> and <c>link[imagesrcset]</c>.</summary>
    Srcset = 1 << 4,

    /// <summary><c>link[href]</c>: style sheets, icons, feeds, alternates, canonical, next and previous.</summary>
    Link = 1 << 5,

    /// <summary><c>script[src]</c>.</summary>
    Script = 1 << 6,

    /// <summary><c>iframe[src]</c> and <c>frame[src]</c>.</summary>
    Frame = 1 << 7,

    /// <summary><c>form[action]</c> of forms that do not post.</summary>
    Form = 1 << 8,

    /// <summary>Links and areas: what every crawl follows.</summary>
    Hyperlinks = Anchor | Area,
}
