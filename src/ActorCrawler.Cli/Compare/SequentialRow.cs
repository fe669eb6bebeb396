namespace ActorCrawler.Cli.Compare;

/// <summary>One page after the other: the sum of all waiting and all computing.</summary>
internal sealed class SequentialRow(PageWork work, HostGates gates) : IRow
{
    public async Task<IReadOnlyList<PageResult>> RunAsync(IReadOnlyList<RowUrl> urls, CancellationToken stop)
    {
        var results = new List<PageResult>(urls.Count);
        foreach (var url in urls) results.Add(await gates.PassAsync(url, () => work.RunAsync(url.Url, stop), stop).ConfigureAwait(false));
        return results;
    }

    public ProcessUse Others => ProcessUse.None;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
