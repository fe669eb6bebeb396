namespace ActorCrawler.Core.Html;

/// <summary>A meta element with its name or property.</summary>
internal readonly record struct ExtractedMeta(TextRange Name, TextRange Content);
