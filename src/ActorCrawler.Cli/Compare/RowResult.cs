namespace ActorCrawler.Cli.Compare;

/// <summary>What one row measured.</summary>
/// <param name="ElapsedMs">From the first fetch to the last result; start-up is left out.</param>
/// <param name="CpuMs">CPU time in that span, worker processes included.</param>
/// <param name="PeakBytes">The most memory held, worker processes included.</param>
/// <param name="ReadyMs">How long its threads, all together, were ready to run in that span while no core was free for them; null where that is not known.</param>
internal sealed record RowResult(double ElapsedMs, double CpuMs, long PeakBytes, double? ReadyMs = null);
