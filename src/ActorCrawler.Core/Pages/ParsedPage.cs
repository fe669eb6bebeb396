using ActorCrawler.Core.Encodings;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Http;

namespace ActorCrawler.Core.Pages;

/// <summary>An HTML page, parsed: its row, its links, and the facts that the crawl itself needs.</summary>
public sealed record ParsedPage
{
    /// <summary>The row of pages.jsonl, newline included.</summary>
    public required ReadOnlyMemory<byte> Row { get; init; }

    /// <summary>Its rows of further outputs, as far as the settings want them.</summary>
    public required IReadOnlyList<OutputRow> Outputs { get; init; }

    /// <summary>The links to queue or to book as excluded, packed (<see cref="LinkBlockReader"/>); empty when there are none.</summary>
    public required ReadOnlyMemory<byte> Links { get; init; }

    /// <summary>SHA-256 of the inflated body, 32 bytes.</summary>
    public required ReadOnlyMemory<byte> ContentHash { get; init; }

    /// <summary>Inflated bytes of the body.</summary>
    public required long Size { get; init; }

    /// <summary>The encoding's standard name, such as <c>UTF-8</c>.</summary>
    public required string Charset { get; init; }

    /// <summary>From what the encoding was told.</summary>
    public required CharsetSource CharsetSource { get; init; }

    /// <summary>Whether content coding ended early or with a wrong checksum: the page is what could be read.</summary>
    public required bool IsDamaged { get; init; }

    /// <summary>What meta robots and X-Robots-Tag ask of us.</summary>
    public required RobotsDirectives Directives { get; init; }

    /// <summary>The canonical URL that the page names, WHATWG-serialised; null when it names none.</summary>
    public required string? Canonical { get; init; }

    /// <summary>Whether a search engine may index it: status 200, no noindex, and no other canonical URL.</summary>
    public required bool IsIndexable { get; init; }

    /// <summary>
    /// A fingerprint of the text, 64 bits (simhash): pages of nearly the same text differ in few of them (3 is the usual bound). 0 when there is no text or it
    /// is off.
    /// </summary>
    public required ulong TextFingerprint { get; init; }

    /// <summary>Links seen, of all kinds that are on, repeated ones included.</summary>
    public required int LinksSeen { get; init; }

    /// <summary>Different links to hosts outside the scope: counted, not packed.</summary>
    public required int ExternalLinks { get; init; }

    /// <summary>Different links inside the scope that nofollow keeps from the queue.</summary>
    public required int NofollowLinks { get; init; }

    /// <summary>Links beyond the limits of the settings.</summary>
    public required int DroppedLinks { get; init; }

    /// <summary>Headings, meta elements and the like beyond the limits of the settings.</summary>
    public required int DroppedItems { get; init; }

    /// <summary>Fields whose rules could not take all that they would have found; the row tells why.</summary>
    public required int FieldProblems { get; init; }
}
