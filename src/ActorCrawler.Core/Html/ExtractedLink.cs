namespace ActorCrawler.Core.Html;

/// <summary>A link as it stands in the page.</summary>
/// <param name="Href">The attribute's value.</param>
/// <param name="Source">Where it stands.</param>
/// <param name="Relations">Words of <c>rel</c>.</param>
/// <param name="Text">The text of an anchor; empty when texts are not kept.</param>
/// <param name="Rel"><c>rel</c> as it stands; empty when texts are not kept.</param>
internal readonly record struct ExtractedLink(TextRange Href, LinkSources Source, LinkRelations Relations, TextRange Text, TextRange Rel = default);
