using ActorCrawler.Core.Encodings;

namespace ActorCrawler.Actors.Probing;

/// <summary>A page as the parser sees it.</summary>
public sealed record ProbePage
{
    /// <summary>The row that pages.jsonl would get, newline included.</summary>
    public required ReadOnlyMemory<byte> Row { get; init; }

    /// <summary>The encoding's standard name.</summary>
    public required string Charset { get; init; }

    /// <summary>From what the encoding was told.</summary>
    public required CharsetSource CharsetSource { get; init; }

    /// <summary>Whether a search engine may index the page.</summary>
    public required bool IsIndexable { get; init; }

    /// <summary>Its links, each once, in document order.</summary>
    public required IReadOnlyList<ProbeLink> Links { get; init; }
}
