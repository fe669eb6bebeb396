namespace ActorCrawler.Core.Content;

/// <summary>What a block of a page's text is.</summary>
internal enum BlockKind : byte
{
    Paragraph,
    Heading,
    Preformatted,
    Rule,
}
