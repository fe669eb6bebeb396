using System.Diagnostics.CodeAnalysis;

namespace ActorCrawler.Core.Outputs;

/// <summary>A column of the CSV output: a key of pages.jsonl, or a part of one.</summary>
/// <param name="Name">Its name, which is also its heading: <c>title</c>, <c>h1</c>, <c>meta.author</c>.</param>
/// <param name="Key">The key of pages.jsonl that it is taken from.</param>
/// <param name="Part">What is taken of it: the name of a meta element, the level of headings; empty for all.</param>
public sealed record CsvColumn(string Name, string Key, string Part)
{
    /// <summary>Keys that hold one value.</summary>
    private static readonly string[] Values =
    [
        "url", "status", "depth", "referrer", "fetched_at", "elapsed_ms", "content_type", "charset", "size", "content_hash", "title", "description",
        "keywords", "meta_robots", "x_robots_tag", "lang", "canonical",
    ];

    private static readonly string[] Lists = ["headings", "hreflang", "json_ld"];

    /// <summary>What columns there are, for people.</summary>
    public static string Known => string.Join(", ", Values) + ", h1 to h6, link_count, " + string.Join(", ", Lists) + ", meta.NAME, og.PROPERTY, extracted.FIELD";

    /// <summary>Finds a column by its name.</summary>
    public static bool TryParse(string name, [NotNullWhen(true)] out CsvColumn? column)
    {
        column = name switch
        {
            _ when Values.Contains(name) || Lists.Contains(name) => new CsvColumn(name, name, ""),
            "link_count" => new CsvColumn(name, "links", ""),
            ['h', >= '1' and <= '6'] => new CsvColumn(name, "headings", name[1..]),
            _ when After(name, "meta.") is { } part => new CsvColumn(name, "meta", part),
            _ when After(name, "og.") is { } part => new CsvColumn(name, "og", part),
            _ when After(name, "extracted.") is { } part => new CsvColumn(name, "extracted", part),
            _ => null,
        };
        return column is not null;
    }

    private static string? After(string name, string prefix) =>
        name.Length > prefix.Length && name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : null;
}
