namespace ActorCrawler.Cli.Compare;

/// <summary>A row of the table.</summary>
/// <param name="Row">Its name.</param>
/// <param name="Measured">What it measured.</param>
/// <param name="Pages">Pages that were answered.</param>
/// <param name="Metas">Meta tags found in them.</param>
/// <param name="Failures">URLs without an answer.</param>
internal sealed record RowMeasurement(string Row, RowResult Measured, int Pages, int Metas, int Failures)
{
    // The share of all cores from which on they are what limits a row.
    private const double Full = 0.8;

    // Threads that must have been ready, on average, before others are named as what limits a row.
    private const double Lack = 0.25;

    // The share of all cores that may be idle then: when many threads wake at a time they wait for each other, and the cores have nothing to do afterwards.
    private const double Rest = 0.15;

    /// <summary>CPU time for each second: 1 is one core.</summary>
    public double Cores => Measured.ElapsedMs > 0 ? Measured.CpuMs / Measured.ElapsedMs : 0;

    /// <summary>Whether it did not get the cores that it could have used: its threads were ready, none was free, and others had them.</summary>
    /// <param name="cores">Cores of the machine.</param>
    public bool LacksCores(int cores) => Cores < Full * cores && Ready > Lack && Measured.IdleMs is { } idle && idle < Rest * cores * Measured.ElapsedMs;

    /// <summary>The cores that it would have used had nobody been in its way.</summary>
    /// <param name="cores">Cores of the machine.</param>
    public double Demand(int cores) => LacksCores(cores) ? Cores + Ready : Cores;

    private double Ready => Measured.ElapsedMs > 0 ? (Measured.ReadyMs ?? 0) / Measured.ElapsedMs : 0;

    /// <summary>What kept it from being faster.</summary>
    /// <param name="cores">Cores of the machine.</param>
    public string Limit(int cores) => Cores switch
    {
        var used when used >= Full * cores => cores == 1 ? "the core" : $"all {cores} cores",
        _ when LacksCores(cores) => "other programs on the cores",
        >= 0.75 => "one core",
        < 0.3 => "waiting for answers",
        _ => "waiting and computing",
    };
}
