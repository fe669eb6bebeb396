namespace ActorCrawler.Core.Html;

/// <summary>Where a text stands in a <see cref="ByteArena"/>.</summary>
internal readonly record struct TextRange(int Start, int Length);
