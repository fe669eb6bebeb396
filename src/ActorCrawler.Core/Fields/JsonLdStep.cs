namespace ActorCrawler.Core.Fields;

/// <summary>A step of a path: into a member, or to an item of a list.</summary>
/// <param name="Name">The member's name in UTF-8; null for an item.</param>
/// <param name="Index">The item's number from 0.</param>
internal readonly record struct JsonLdStep(byte[]? Name, int Index);
