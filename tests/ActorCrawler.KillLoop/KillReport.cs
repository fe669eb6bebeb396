namespace ActorCrawler.KillLoop;

/// <summary>What a loop came to.</summary>
public sealed record KillReport
{
    /// <summary>Kills made.</summary>
    public int Kills { get; init; }

    /// <summary>Of those, how many hit a process that had asked for nothing yet: it started.</summary>
    public int EarlyKills { get; init; }

    /// <summary>Of the early ones, how many hit a start that found a job to recover.</summary>
    public int RecoveryKills { get; init; }

    /// <summary>Of those, how many came when the process had the job open already.</summary>
    public int OpenedKills { get; init; }

    /// <summary>Of all kills, how many hit work in flight: requests at the server, or pages fetched and not committed.</summary>
    public int KillsAtWork { get; init; }

    /// <summary>Of all kills, how many hit requests under way at the server; 0 where its log is not known.</summary>
    public int KillsWithRequests { get; init; }

    /// <summary>Of all kills, how many came while pages remained.</summary>
    public int KillsWithPagesLeft { get; init; }

    /// <summary>URLs in flight, over all kills: asked for and not committed. 0 where the server's log is not known.</summary>
    public long InFlight { get; init; }

    /// <summary>The most of them at one kill.</summary>
    public int MostInFlight { get; init; }

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

    /// <summary>Whether too few kills hit work in flight, or a start, for the loop to show anything.</summary>
    public bool IsWeak => KillsAtWork < (int)(Kills * KillPlan.LeastAtWork) || EarlyKills < (int)(Kills * KillPlan.LeastEarly);

    /// <summary>Both together.</summary>
    public KillReport Plus(KillReport other) => new()
    {
        Kills = Kills + other.Kills,
        EarlyKills = EarlyKills + other.EarlyKills,
        RecoveryKills = RecoveryKills + other.RecoveryKills,
        OpenedKills = OpenedKills + other.OpenedKills,
        KillsAtWork = KillsAtWork + other.KillsAtWork,
        KillsWithRequests = KillsWithRequests + other.KillsWithRequests,
        KillsWithPagesLeft = KillsWithPagesLeft + other.KillsWithPagesLeft,
        InFlight = InFlight + other.InFlight,
        MostInFlight = Math.Max(MostInFlight, other.MostInFlight),
        WorkerKills = WorkerKills + other.WorkerKills,
        Crawls = Crawls + other.Crawls,
        Pages = Pages + other.Pages,
        FetchedAgain = FetchedAgain + other.FetchedAgain,
        MostFetchedAgain = Math.Max(MostFetchedAgain, other.MostFetchedAgain),
        Problems = [.. Problems, .. other.Problems],
    };

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Kills} kills ({KillsAtWork} hit work in flight, {KillsWithRequests} with requests at the server; {EarlyKills} hit a start, {RecoveryKills} of them a recovery, "
        + $"{OpenedKills} with the job open; {WorkerKills} hit workers only; pages remained at {KillsWithPagesLeft}) in {Crawls} crawls, {Pages} pages; "
        + $"{InFlight} URLs in flight at kills, at most {MostInFlight}; {FetchedAgain} fetched again, at most {MostFetchedAgain} after one kill; {Problems.Count} problems";
}
