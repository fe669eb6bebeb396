namespace ActorCrawler.Core.Html;

/// <summary>How much is kept of one page. What is beyond is counted, not kept. All values are at least 0.</summary>
public sealed record ExtractionLimits
{
    /// <summary>Links (of all sources that are on) kept of a page, repeated ones included.</summary>
    public required int MaxLinks { get; init; }

    /// <summary>Headings kept of a page.</summary>
    public required int MaxHeadings { get; init; }

    /// <summary>Meta elements with a name, and as many with a property, kept of a page.</summary>
    public required int MaxMetas { get; init; }

    /// <summary>hreflang alternates kept of a page.</summary>
    public required int MaxHreflangs { get; init; }

    /// <summary>Bytes kept of a title, a heading, a description and the like.</summary>
    public required int MaxTextBytes { get; init; }

    /// <summary>Bytes kept of a meta element's content.</summary>
    public required int MaxMetaBytes { get; init; }

    /// <summary>Bytes kept of a link's text; 0 keeps none, which is faster.</summary>
    public required int MaxAnchorTextBytes { get; init; }

    /// <summary>Bytes of a link; longer ones are counted and dropped.</summary>
    public required int MaxHrefBytes { get; init; }

    /// <summary>Bytes of JSON-LD kept of a page, all its blocks together; a block that does not fit is dropped whole.</summary>
    public required int MaxJsonLdBytes { get; init; }

    /// <summary>Attributes kept of one tag.</summary>
    public required int MaxAttributes { get; init; }
}
