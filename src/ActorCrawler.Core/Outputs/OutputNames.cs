namespace ActorCrawler.Core.Outputs;

/// <summary>The names of outputs, which are their files' in the job directory too.</summary>
public static class OutputNames
{
    /// <summary>pages.jsonl, compressed.</summary>
    public const string CompressedPages = "pages.jsonl.gz";

    /// <summary>Chosen columns of pages.jsonl.</summary>
    public const string Csv = "pages.csv";

    /// <summary>Tables of pages, links and meta elements.</summary>
    public const string Sqlite = "pages.sqlite";

    /// <summary>The archive; its files are numbered.</summary>
    public const string Warc = "pages.warc.gz";

    /// <summary>Links with their text and relations.</summary>
    public const string Links = "links.jsonl";

    /// <summary>The main content as plain text.</summary>
    public const string Text = "text.jsonl";

    /// <summary>The main content as Markdown.</summary>
    public const string Markdown = "markdown.jsonl";
}
