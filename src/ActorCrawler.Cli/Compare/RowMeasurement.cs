namespace ActorCrawler.Cli.Compare;

/// <summary>A row of the table.</summary>
/// <param name="Row">Its name.</param>
/// <param name="Measured">What it measured.</param>
/// <param name="Pages">Pages that were answered.</param>
/// <param name="Metas">Meta tags found in them.</param>
/// <param name="Failures">URLs without an answer.</param>
internal sealed record RowMeasurement(string Row, RowResult Measured, int Pages, int Metas, int Failures)
{
    /// <summary>CPU time for each second: 1 is one core.</summary>
    public double Cores => Measured.ElapsedMs > 0 ? Measured.CpuMs / Measured.ElapsedMs : 0;

    /// <summary>What kept it from being faster.</summary>
    public string Limit(int cores) => Cores switch
    {
        var used when used >= 0.8 * cores => cores == 1 ? "the core" : $"all {cores} cores",
        >= 0.75 => "one core",
        < 0.3 => "waiting for answers",
        _ => "waiting and computing",
    };
}
