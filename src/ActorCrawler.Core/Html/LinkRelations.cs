namespace ActorCrawler.Core.Html;

/// <summary>The words of <c>rel</c> that extraction knows.</summary>
[Flags]
internal enum LinkRelations : byte
{
    None = 0,
    NoFollow = 1,
    Canonical = 2,
    Alternate = 4,
    Ugc = 8,
    Sponsored = 16,
}
