namespace ActorCrawler.Cli.Compare;

/// <summary>Asynchronous fetches: waiting costs no thread, and the computing is spread over the thread pool.</summary>
internal sealed class AsyncRow(PageWork work, HostGates gates, int concurrency) : IRow
{
    public async Task<IReadOnlyList<PageResult>> RunAsync(IReadOnlyList<RowUrl> urls, CancellationToken stop)
    {
        var results = new PageResult[urls.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, urls.Count),
            new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = stop },
            async (i, cancel) => results[i] = await gates.PassAsync(urls[i], () => work.RunAsync(urls[i].Url, cancel), cancel).ConfigureAwait(false)).ConfigureAwait(false);
        return results;
    }

    public ProcessUse Others => ProcessUse.None;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
