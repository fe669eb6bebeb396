namespace ActorCrawler.Simulator;

/// <summary>What a right crawl of the simulated web comes to.</summary>
public sealed record ExpectedCrawl
{
    /// <summary>The pages, in the order of a breadth-first crawl.</summary>
    public required IReadOnlyList<ExpectedPage> Pages { get; init; }

    /// <summary>URLs that redirect.</summary>
    public required IReadOnlySet<string> Redirects { get; init; }

    /// <summary>URLs that answer 404 or 410.</summary>
    public required IReadOnlySet<string> Missing { get; init; }

    /// <summary>URLs of things that are not HTML.</summary>
    public required IReadOnlySet<string> Files { get; init; }

    /// <summary>Linked URLs that robots.txt forbids: they must not be in the server's log.</summary>
    public required IReadOnlySet<string> Forbidden { get; init; }

    /// <summary>URLs of pages that are to kill their parser; not among <see cref="Pages"/>.</summary>
    public required IReadOnlySet<string> Killers { get; init; }
}
