using System.Collections.Concurrent;

namespace ActorCrawler.Cli.Compare;

/// <summary>A pool of threads, each of which blocks until its page is there. That is what this row measures, so it blocks on purpose.</summary>
internal sealed class ThreadsRow(PageWork work, HostGates gates, int threads) : IRow
{
    private const int StackBytes = 256 * 1024;

    public async Task<IReadOnlyList<PageResult>> RunAsync(IReadOnlyList<RowUrl> urls, CancellationToken stop)
    {
        var waiting = new ConcurrentQueue<RowUrl>(urls);
        var results = new ConcurrentBag<PageResult>();
        var ends = Enumerable.Range(0, Math.Min(threads, urls.Count)).Select(_ => Start(waiting, results, stop)).ToList();
        await Task.WhenAll(ends).ConfigureAwait(false);
        return [.. results];
    }

    public ProcessUse Others => ProcessUse.None;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task Start(ConcurrentQueue<RowUrl> waiting, ConcurrentBag<PageResult> results, CancellationToken stop)
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(
            () =>
            {
                try
                {
                    while (waiting.TryDequeue(out var url)) results.Add(Block(gates.PassAsync(url, () => work.RunAsync(url.Url, stop), stop)));
                    end.SetResult();
                }
                catch (Exception e)
                {
                    end.SetException(e);
                }
            },
            StackBytes)
        {
            IsBackground = true,
        };
        thread.Start();
        return end.Task;
    }

    private static PageResult Block(Task<PageResult> page)
    {
        // A thread of its own per fetch is the point here.
#pragma warning disable RS0030
        return page.GetAwaiter().GetResult();
#pragma warning restore RS0030
    }
}
