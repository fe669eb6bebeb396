namespace ActorCrawler.Core.Fields;

/// <summary>Where a rule looks. The numbers travel between processes: extend, never renumber.</summary>
public enum FieldSource : byte
{
    /// <summary>In the document, by a CSS selector.</summary>
    Css = 1,

    /// <summary>In the decoded source, by a regular expression.</summary>
    Regex = 2,

    /// <summary>In the JSON-LD blocks, by a path.</summary>
    JsonLd = 3,

    /// <summary>In the meta elements, by name or property.</summary>
    Meta = 4,
}
