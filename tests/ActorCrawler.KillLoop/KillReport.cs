namespace ActorCrawler.KillLoop;

/// <summary>What a loop came to.</summary>
public sealed record KillReport
{
    /// <summary>Kills made.</summary>
    public int Kills { get; init; }

    /// <summary>Of those, how many hit a process that had not opened its job yet, or was just recovering it.</summary>
    public int EarlyKills { get; init; }

    /// <summary>Of those, how many hit workers only.</summary>
    public int WorkerKills { get; init; }

    /// <summary>Crawls that were brought to their end.</summary>
    public int Crawls { get; init; }

    /// <summary>Pages that they wrote.</summary>
    public long Pages { get; init; }

    /// <summary>URLs that were asked for again after a kill.</summary>
    public long FetchedAgain { get; init; }

    /// <summary>The most of them after one kill.</summary>
    public int MostFetchedAgain { get; init; }

    /// <summary>What is wrong; empty when all promises were kept.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Both together.</summary>
    public KillReport Plus(KillReport other) => new()
    {
        Kills = Kills + other.Kills,
        EarlyKills = EarlyKills + other.EarlyKills,
        WorkerKills = WorkerKills + other.WorkerKills,
        Crawls = Crawls + other.Crawls,
        Pages = Pages + other.Pages,
        FetchedAgain = FetchedAgain + other.FetchedAgain,
        MostFetchedAgain = Math.Max(MostFetchedAgain, other.MostFetchedAgain),
        Problems = [.. Problems, .. other.Problems],
    };

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Kills} kills ({EarlyKills} within the first 400 ms, {WorkerKills} of workers only) in {Crawls} crawls, {Pages} pages; "
        + $"{FetchedAgain} URLs fetched again, at most {MostFetchedAgain} after one kill; {Problems.Count} problems";
}
