namespace ActorCrawler.Cli.Compare;

/// <summary>A way of working through a list of URLs.</summary>
internal interface IRow : IAsyncDisposable
{
    /// <summary>Fetches and extracts all of them, in whatever order.</summary>
    Task<IReadOnlyList<PageResult>> RunAsync(IReadOnlyList<RowUrl> urls, CancellationToken stop);

    /// <summary>What other processes have used for it so far.</summary>
    ProcessUse Others { get; }
}
