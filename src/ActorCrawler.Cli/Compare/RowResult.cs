namespace ActorCrawler.Cli.Compare;

/// <summary>What one row measured.</summary>
/// <param name="ElapsedMs">From the first fetch to the last result; start-up is left out.</param>
/// <param name="CpuMs">CPU time in that span, worker processes included.</param>
/// <param name="PeakBytes">The most memory held, worker processes included.</param>
internal sealed record RowResult(double ElapsedMs, double CpuMs, long PeakBytes)
{
    /// <summary>How long its threads, all together, were ready to run in that span while no core was free for them; null where that is not known.</summary>
    public double? ReadyMs { get; init; }

    /// <summary>How long the machine's cores, all together, had nothing to do in that span; null where that is not known.</summary>
    public double? IdleMs { get; init; }
}
