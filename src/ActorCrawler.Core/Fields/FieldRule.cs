namespace ActorCrawler.Core.Fields;

/// <summary>
/// A user's rule that takes a field out of pages. Plain data: it is checked by <see cref="FieldRules.Check"/> where settings are read, travels to
/// parsers, and is compiled there once.
/// </summary>
public sealed record FieldRule
{
    /// <summary>The field's name: its key in <c>extracted</c>. Several rules may make one field; the first that finds something counts.</summary>
    public required string Field { get; init; }

    /// <summary>Where it looks.</summary>
    public required FieldSource Source { get; init; }

    /// <summary>What it looks for: a selector, a regular expression, a path, a name.</summary>
    public required string Expression { get; init; }

    /// <summary>CSS: what is taken of an element.</summary>
    public FieldTake Take { get; init; }

    /// <summary>CSS: the attribute's name, where that is taken; else empty.</summary>
    public string Attribute { get; init; } = "";

    /// <summary>Regular expression: number or name of the group that is the value; empty for the whole match.</summary>
    public string Group { get; init; } = "";

    /// <summary>JSON-LD: the <c>@type</c> of the nodes that the path begins at, wherever they stand; empty for the outermost nodes of any type.</summary>
    public string Type { get; init; } = "";

    /// <summary>Whether every value is taken, not only the first.</summary>
    public bool IsList { get; init; }

    /// <summary>Regular expression on the canonical URLs of the pages that it is for; empty for all pages.</summary>
    public string Url { get; init; } = "";
}
