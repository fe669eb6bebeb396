namespace ActorCrawler.Core.Html;

/// <summary>A heading, level 1 to 6.</summary>
internal readonly record struct ExtractedHeading(byte Level, TextRange Text);
