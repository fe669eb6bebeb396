namespace ActorCrawler.Cli.Compare;

/// <summary>A way of working through a list of URLs.</summary>
internal interface IRow : IAsyncDisposable
{
    /// <summary>Fetches and extracts all of them, in whatever order.</summary>
    Task<IReadOnlyList<PageResult>> RunAsync(IReadOnlyList<RowUrl> urls, CancellationToken stop);

    /// <summary>CPU time and peak memory of other processes so far.</summary>
    Task<(TimeSpan Cpu, long Peak)> OthersAsync();
}
