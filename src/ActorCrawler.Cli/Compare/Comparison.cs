using System.Text.Json;
using ActorCrawler.Actors;

namespace ActorCrawler.Cli.Compare;

/// <summary>Runs the rows of a workload, one process after the other.</summary>
internal sealed class Comparison(WorkerProgram program, RowOrder order, TimeProvider time)
{
    /// <summary>The first results of the workload that ran last, for <c>results.jsonl</c>.</summary>
    public IReadOnlyList<PageResult> Results { get; private set; } = [];

    /// <summary>Runs a row.</summary>
    /// <exception cref="IOException">Its process cannot be started, or died.</exception>
    public async Task<RowMeasurement> RunAsync(string row, Workload workload, CancellationToken stop)
    {
        // The hosts were asked a moment ago: for robots.txt, or by the row before.
        if (workload.Urls.Max(url => url.WaitMs) is > 0 and var wait) await Task.Delay(TimeSpan.FromMilliseconds(wait), time, stop).ConfigureAwait(false);
        using var process = CompareProcess.Start(program, CompareProcess.RowVerb);
        var results = new List<PageResult>();
        RowResult? measured = null;
        await using var cancelled = stop.Register(process.Kill);
        await process.StandardInput.WriteLineAsync(
            JsonSerializer.Serialize(order with { Row = row, Weight = workload.Weight, Urls = workload.Urls }, CompareJson.Default.RowOrder).AsMemory(), stop).ConfigureAwait(false);
        await process.StandardInput.FlushAsync(stop).ConfigureAwait(false);
        while (await process.StandardOutput.ReadLineAsync(stop).ConfigureAwait(false) is { } line)
        {
            if (results.Count < workload.Urls.Count) results.Add(JsonSerializer.Deserialize(line, CompareJson.Default.PageResult)!);
            else measured = JsonSerializer.Deserialize(line, CompareJson.Default.RowResult);
        }

        process.StandardInput.Close();
        await process.WaitForExitAsync(stop).ConfigureAwait(false);
        if (measured is null) throw new IOException($"the process of row {row} ended without a result (exit code {process.ExitCode})");
        Results = results;
        return new RowMeasurement(row, measured, results.Count(r => r.Status > 0), results.Sum(r => r.Metas.Count), results.Count(r => r.Status == 0));
    }
}
