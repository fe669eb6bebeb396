using System.Collections.Immutable;

namespace ActorCrawler.Core.Fields;

/// <summary>The user's rules, and how much they may take of a page: plain data, so that it can be sent to other processes.</summary>
public sealed record FieldSettings
{
    /// <summary>No rules.</summary>
    public static FieldSettings None { get; } = new();

    /// <summary>The rules, in the order of the fields and of what counts first.</summary>
    public ImmutableArray<FieldRule> Rules { get; init; } = [];

    /// <summary>Values of a field of a page; at least 1.</summary>
    public int MaxValues { get; init; }

    /// <summary>Bytes of a value; at least 1.</summary>
    public int MaxValueBytes { get; init; }

    /// <summary>Bytes of all values of a page, as they stand in its row; at least 1.</summary>
    public int MaxPageBytes { get; init; }

    /// <summary>Bytes of decoded source; on longer pages selectors and regular expressions find nothing. At least 1.</summary>
    public int MaxDocumentBytes { get; init; }

    /// <summary>Elements inside each other; on pages that are nested deeper selectors find nothing. At least 1.</summary>
    public int MaxNesting { get; init; }

    /// <summary>The time for all rules of a page, and for one match of a regular expression; positive.</summary>
    public TimeSpan TimeLimit { get; init; }
}
