namespace ActorCrawler.Core.Html;

/// <summary>A <c>link rel=alternate hreflang</c>.</summary>
internal readonly record struct ExtractedAlternate(TextRange Lang, TextRange Href);
