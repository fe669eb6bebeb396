using System.Threading.Channels;
using ActorCrawler.Actors;

namespace ActorCrawler.Cli.Compare;

/// <summary>Worker processes: each fetches its share of the pages asynchronously and computes on a core of its own.</summary>
internal sealed class ProcessesRow : IRow
{
    private readonly List<PartProcess> _parts;
    private readonly HostGates _gates;
    private readonly int _slots;

    private ProcessesRow(List<PartProcess> parts, HostGates gates, int slots)
    {
        _parts = parts;
        _gates = gates;
        _slots = slots;
    }

    /// <exception cref="IOException">A process cannot be started.</exception>
    public static async Task<ProcessesRow> StartAsync(WorkerProgram program, RowOrder order, HostGates gates)
    {
        var parts = new List<PartProcess>();
        for (var i = 0; i < order.Processes; i++) parts.Add(await PartProcess.StartAsync(program, order with { Urls = [] }).ConfigureAwait(false));
        return new ProcessesRow(parts, gates, Math.Max(1, order.Concurrency / order.Processes));
    }

    public async Task<IReadOnlyList<PageResult>> RunAsync(IReadOnlyList<RowUrl> urls, CancellationToken stop)
    {
        // A slot of each process in turn, so that they share the work from its beginning.
        var free = Channel.CreateUnbounded<PartProcess>();
        for (var slot = 0; slot < _slots; slot++)
        {
            foreach (var part in _parts) free.Writer.TryWrite(part);
        }

        var results = new PageResult[urls.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, urls.Count),
            new ParallelOptions { MaxDegreeOfParallelism = _slots * _parts.Count, CancellationToken = stop },
            async (i, cancel) => results[i] = await _gates.PassAsync(urls[i], () => RunAsync(urls[i].Url, free, cancel), cancel).ConfigureAwait(false)).ConfigureAwait(false);
        return results;
    }

    public ProcessUse Others => _parts.Aggregate(ProcessUse.None, (sum, part) => sum + part.Use);

    public async ValueTask DisposeAsync()
    {
        foreach (var part in _parts) await part.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<PageResult> RunAsync(string url, Channel<PartProcess> free, CancellationToken stop)
    {
        var part = await free.Reader.ReadAsync(stop).ConfigureAwait(false);
        try
        {
            return await part.RunAsync(url).ConfigureAwait(false);
        }
        finally
        {
            free.Writer.TryWrite(part);
        }
    }
}
