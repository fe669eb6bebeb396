namespace ActorCrawler.Core.Outputs;

/// <summary>Outputs whose rows a parser makes beside the row of pages.jsonl. The numbers travel between processes: extend, never renumber.</summary>
[Flags]
public enum PageOutputs : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>A row for every link of <c>a</c> and <c>area</c>, with its text and relations.</summary>
    Links = 1,

    /// <summary>The main content as plain text.</summary>
    Text = 2,

    /// <summary>The main content as Markdown.</summary>
    Markdown = 4,

    /// <summary>Columns of the row of pages.jsonl.</summary>
    Csv = 8,
}
