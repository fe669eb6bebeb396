namespace ActorCrawler.KillLoop;

/// <summary>What freezing came to.</summary>
public sealed record FreezeReport
{
    /// <summary>Freezes made.</summary>
    public int Freezes { get; init; }

    /// <summary>Of those, how many of the seed; the others were of a worker.</summary>
    public int OfSeed { get; init; }

    /// <summary>How often a seed took a worker for lost.</summary>
    public int TakenForLost { get; init; }

    /// <summary>Pages that such workers held, and that others parsed.</summary>
    public int PagesTakenBack { get; init; }

    /// <summary>URLs whose leases ran out in a seed that was frozen, and that it asked for again.</summary>
    public int AskedAgain { get; init; }

    /// <summary>Pages that crawls went on with while a worker was frozen.</summary>
    public int PagesMeanwhile { get; init; }

    /// <summary>Crawls that were brought to their end.</summary>
    public int Crawls { get; init; }

    /// <summary>Pages that they wrote.</summary>
    public long Pages { get; init; }

    /// <summary>What is wrong; empty when all promises were kept.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Both together.</summary>
    public FreezeReport Plus(FreezeReport other) => new()
    {
        Freezes = Freezes + other.Freezes,
        OfSeed = OfSeed + other.OfSeed,
        TakenForLost = TakenForLost + other.TakenForLost,
        PagesTakenBack = PagesTakenBack + other.PagesTakenBack,
        AskedAgain = AskedAgain + other.AskedAgain,
        PagesMeanwhile = PagesMeanwhile + other.PagesMeanwhile,
        Crawls = Crawls + other.Crawls,
        Pages = Pages + other.Pages,
        Problems = [.. Problems, .. other.Problems],
    };

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Freezes} freezes ({OfSeed} of the seed, {Freezes - OfSeed} of a worker) in {Crawls} crawls, {Pages} pages; workers were taken for silent {TakenForLost} times with {PagesTakenBack} pages, "
        + $"{PagesMeanwhile} pages came while one was frozen; {AskedAgain} URLs asked for again after leases ran out; {Problems.Count} problems";
}
