using ActorCrawler.Actors.Settings;

namespace ActorCrawler.Actors.Stored;

/// <summary>What is to be made of a job that is there already.</summary>
public sealed record ExportOptions
{
    /// <summary>The job directory.</summary>
    public required string Job { get; init; }

    /// <summary>The folder for the files.</summary>
    public required string Folder { get; init; }

    /// <summary>Whether files that are there are replaced.</summary>
    public required bool Overwrite { get; init; }

    /// <summary>The outputs that are wanted, and how pages are parsed where that is needed.</summary>
    public required CrawlSettings Settings { get; init; }

    /// <summary>Whether inlinks.jsonl is wanted.</summary>
    public required bool Inlinks { get; init; }

    /// <summary>Whether links.dot is wanted.</summary>
    public required bool Graphviz { get; init; }

    /// <summary>Whether links.graphml is wanted.</summary>
    public required bool GraphMl { get; init; }

    /// <summary>Whether graphs leave out what is no page of the crawl.</summary>
    public required bool PagesOnly { get; init; }

    /// <summary>Whether a graph is needed.</summary>
    internal bool NeedsGraph => Inlinks || Graphviz || GraphMl;

    /// <summary>Whether links are needed.</summary>
    internal bool NeedsLinks => NeedsGraph || Settings.Outputs.NeedsLinks;

    /// <summary>Whether bodies are needed.</summary>
    internal bool NeedsBodies => Settings.Outputs.Text || Settings.Outputs.Markdown;
}
