namespace ActorCrawler.Core.Content;

/// <summary>What stands in a block's line.</summary>
internal enum InlineKind : byte
{
    Text,
    LineBreak,
    Image,
    OpenLink,
    CloseLink,
    OpenStrong,
    CloseStrong,
    OpenEmphasis,
    CloseEmphasis,
    OpenCode,
    CloseCode,
}
