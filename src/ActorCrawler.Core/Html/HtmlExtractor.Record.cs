using System.Runtime.InteropServices;
using ActorCrawler.Core.Http;

namespace ActorCrawler.Core.Html;

// The record of the page that was read last.
internal sealed partial class HtmlExtractor
{
    private readonly List<ExtractedLink> _links = [];
    private readonly List<ExtractedHeading> _headings = [];
    private readonly List<ExtractedMeta> _metas = [];
    private readonly List<ExtractedMeta> _properties = [];
    private readonly List<ExtractedAlternate> _alternates = [];
    private readonly List<TextRange> _jsonLd = [];

    /// <summary>The text of the first title element; null when there is none.</summary>
    public TextRange? Title { get; private set; }

    /// <summary>The content of the first <c>meta name=description</c>, white space collapsed.</summary>
    public TextRange? Description { get; private set; }

    /// <summary>The content of the first <c>meta name=keywords</c>, white space collapsed.</summary>
    public TextRange? Keywords { get; private set; }

    /// <summary>The contents of all <c>meta name=robots</c>, joined by commas.</summary>
    public TextRange? MetaRobots { get; private set; }

    /// <summary>What these and <c>meta name=</c> the crawler's product token ask.</summary>
    public RobotsDirectives Directives { get; private set; }

    /// <summary>The <c>lang</c> of the html element.</summary>
    public TextRange? Lang { get; private set; }

    /// <summary>The <c>href</c> of the first base element that has one.</summary>
    public TextRange? Base { get; private set; }

    /// <summary>The <c>href</c> of the first <c>link rel=canonical</c> that has one.</summary>
    public TextRange? Canonical { get; private set; }

    /// <summary>The URL of the first valid meta refresh; null when there is none, or it means the page itself.</summary>
    public TextRange? RefreshUrl { get; private set; }

    /// <summary>The wait of the first valid meta refresh; null when there is none.</summary>
    public int? RefreshSeconds { get; private set; }

    /// <summary>Links in document order, as they stand in the page, repeated ones included.</summary>
    public ReadOnlySpan<ExtractedLink> Links => CollectionsMarshal.AsSpan(_links);

    public ReadOnlySpan<ExtractedHeading> Headings => CollectionsMarshal.AsSpan(_headings);

    /// <summary>Meta elements with a name.</summary>
    public ReadOnlySpan<ExtractedMeta> Metas => CollectionsMarshal.AsSpan(_metas);

    /// <summary>Meta elements with a property: OpenGraph and its relatives.</summary>
    public ReadOnlySpan<ExtractedMeta> Properties => CollectionsMarshal.AsSpan(_properties);

    /// <summary>hreflang alternates.</summary>
    public ReadOnlySpan<ExtractedAlternate> Alternates => CollectionsMarshal.AsSpan(_alternates);

    /// <summary>JSON-LD blocks as they stand in the page, not validated.</summary>
    public ReadOnlySpan<TextRange> JsonLd => CollectionsMarshal.AsSpan(_jsonLd);

    /// <summary>The text's fingerprint; 0 when there is no text or it is off. The only part of the record that depends on how the document is split.</summary>
    public ulong Fingerprint => _fingerprint?.Value ?? 0;

    /// <summary>Links beyond the limit, or longer than allowed.</summary>
    public int DroppedLinks { get; private set; }

    /// <summary>Headings, meta elements, alternates and JSON-LD blocks beyond their limits.</summary>
    public int DroppedItems { get; private set; }

    /// <summary>The bytes of a text. Valid until the next document.</summary>
    public ReadOnlySpan<byte> this[TextRange range] => _arena[range];

    private void ClearRecord()
    {
        _arena.Clear();
        _links.Clear();
        _headings.Clear();
        _metas.Clear();
        _properties.Clear();
        _alternates.Clear();
        _jsonLd.Clear();
        Title = Description = Keywords = MetaRobots = Lang = Base = Canonical = RefreshUrl = null;
        RefreshSeconds = null;
        Directives = RobotsDirectives.None;
        DroppedLinks = DroppedItems = 0;
    }
}
