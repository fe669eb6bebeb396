using ActorCrawler.Actors.Settings;
using Akka.Actor;

namespace ActorCrawler.Cli.Compare;

/// <summary>Actors as in a crawl: one hands URLs to a router of fetchers and bodies to a router of parsers.</summary>
internal sealed class ActorsRow : IRow
{
    private readonly ActorSystem _system;
    private readonly IActorRef _coordinator;

    public ActorsRow(PageWork work, HostGates gates, int concurrency)
    {
        var settings = CrawlSettings.Load(new SettingsSources { NeedsStartUrls = false });
        _system = ActorSystem.Create("compare", settings.ActorSystem);
        _coordinator = _system.ActorOf(CompareCoordinator.Props(work, gates, concurrency), "coordinator");
    }

    public async Task<IReadOnlyList<PageResult>> RunAsync(IReadOnlyList<RowUrl> urls, CancellationToken stop)
    {
        var done = new TaskCompletionSource<IReadOnlyList<PageResult>>(TaskCreationOptions.RunContinuationsAsynchronously);
        _coordinator.Tell(new CompareProtocol.Begin(urls, done));
        return await done.Task.WaitAsync(stop).ConfigureAwait(false);
    }

    public ProcessUse Others => ProcessUse.None;

    public async ValueTask DisposeAsync() => await _system.Terminate().ConfigureAwait(false);
}
