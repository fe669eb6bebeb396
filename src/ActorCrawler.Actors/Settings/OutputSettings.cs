namespace ActorCrawler.Actors.Settings;

/// <summary>What is written beside pages.jsonl and urls.jsonl.</summary>
public sealed record OutputSettings
{
    /// <summary>Whether pages.jsonl.gz is written instead of pages.jsonl.</summary>
    public required bool CompressPages { get; init; }

    /// <summary>Whether pages.csv is written.</summary>
    public required bool Csv { get; init; }

    /// <summary>Its columns (<see cref="Core.Outputs.CsvColumn"/>); at least one.</summary>
    public required IReadOnlyList<string> CsvColumns { get; init; }

    /// <summary>Whether pages.sqlite is written.</summary>
    public required bool Sqlite { get; init; }

    /// <summary>Whether links.jsonl is written.</summary>
    public required bool Links { get; init; }

    /// <summary>Whether text.jsonl is written.</summary>
    public required bool Text { get; init; }

    /// <summary>Whether markdown.jsonl is written.</summary>
    public required bool Markdown { get; init; }

    /// <summary>Bytes kept of a page's main content; at least 1.</summary>
    public required int MaxContentBytes { get; init; }

    /// <summary>Whether an archive is written.</summary>
    public required bool Warc { get; init; }

    /// <summary>Bytes after which the archive goes on in another file.</summary>
    public required long WarcFileSize { get; init; }

    /// <summary>Whether a body that the archive has already is not written again.</summary>
    public required bool WarcDeduplicate { get; init; }

    /// <summary>Whether the texts of links are needed.</summary>
    public bool NeedsLinks => Links || Sqlite;
}
