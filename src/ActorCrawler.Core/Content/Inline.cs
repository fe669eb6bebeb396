using ActorCrawler.Core.Html;

namespace ActorCrawler.Core.Content;

/// <summary>A piece of a block's line.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The text, white space collapsed; an image's alternative text.</param>
/// <param name="Url">Where a link or an image points, as it stands on the page.</param>
internal readonly record struct Inline(InlineKind Kind, TextRange Text, TextRange Url);
