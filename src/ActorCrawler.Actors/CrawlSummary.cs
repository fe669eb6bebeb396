using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Actors;

/// <summary>What a run came to.</summary>
public sealed record CrawlSummary
{
    /// <summary>How it ended.</summary>
    public required CrawlOutcome Outcome { get; init; }

    /// <summary>One line for people: which budget was reached, what failed and what to do about it; empty when there is nothing to say.</summary>
    public required string Message { get; init; }

    /// <summary>The job directory, absolute.</summary>
    public required string Directory { get; init; }

    /// <summary>The books of the job, over all its runs.</summary>
    public required Ledger Ledger { get; init; }

    /// <summary>Rows that this run added to pages.jsonl.</summary>
    public required long PagesThisRun { get; init; }

    /// <summary>Exchanges that this run made: pages, redirects, errors, robots.txt, sitemaps, retries.</summary>
    public required long FetchesThisRun { get; init; }

    /// <summary>Pages and other bodies that were parsed in this run, by where: worker nodes, this process, a process of their own.</summary>
    public ParsedCounts Parsed { get; init; }

    /// <summary>How long this run took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The files that hold the results.</summary>
    public required IReadOnlyList<OutputFile> Files { get; init; }

    /// <summary>What became of each start URL that ended, in the order of discovery.</summary>
    public required IReadOnlyList<StartUrlOutcome> StartUrls { get; init; }
}
