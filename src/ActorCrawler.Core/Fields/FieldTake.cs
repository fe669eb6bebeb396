namespace ActorCrawler.Core.Fields;

/// <summary>What a CSS rule takes of an element. The numbers travel between processes: extend, never renumber.</summary>
public enum FieldTake : byte
{
    /// <summary>Its text, white space collapsed; that of scripts and styles inside it is none.</summary>
    Text = 0,

    /// <summary>The value of an attribute, as it stands on the page.</summary>
    Attribute = 1,

    /// <summary>The markup inside it, as the parser understood it.</summary>
    Html = 2,
}
