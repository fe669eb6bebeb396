namespace ActorCrawler.KillLoop;

/// <summary>How a loop kills.</summary>
public sealed record KillOptions
{
    /// <summary>The built program.</summary>
    public required string Program { get; init; }

    /// <summary>Kills in all; crawls are begun anew until there were so many.</summary>
    public required int Kills { get; init; }

    /// <summary>Seeds the moments and the targets.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Worker processes; 0 for none.</summary>
    public int Workers { get; init; }

    /// <summary>Whether workers are nodes that join a seed, instead of processes that the crawl starts itself.</summary>
    public bool AsNodes { get; init; }

    /// <summary>Pages of the budget; null for none.</summary>
    public int? MaxPages { get; init; }

    /// <summary>The longest that a process is at work before it is killed.</summary>
    public TimeSpan LongestWork { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>Pages of each host of the simulated web.</summary>
    public int PagesPerHost { get; init; } = 40;

    /// <summary>A script that python3 runs on each finished job, and that ends with another code than 0 when something is wrong; null for none.</summary>
    public string? Check { get; init; }

    /// <summary>Told a line per crawl.</summary>
    public Action<string> Tell { get; init; } = _ => { };

    /// <summary>Further arguments for the program.</summary>
    public IReadOnlyList<string> More { get; init; } = [];
}
