namespace ActorCrawler.Core.Content;

/// <summary>Where on the page a block stands, as its markup says.</summary>
[Flags]
internal enum BlockRegions : byte
{
    None = 0,

    /// <summary>In a <c>main</c> element, or one that plays its part.</summary>
    Main = 1,

    /// <summary>In an <c>article</c> element, or one that plays its part.</summary>
    Article = 2,

    /// <summary>In navigation, a footer or the like: never content.</summary>
    Boilerplate = 4,

    /// <summary>In an element whose name (class, id) sounds like boilerplate; names may lie.</summary>
    Suspect = 8,
}
