using ActorCrawler.Actors.Storing;
using ActorCrawler.Core.Frontier;
using Akka.Actor;

namespace ActorCrawler.Actors.Coordination;

/// <summary>
/// Stands between store and coordinator when a program wants to see the pages: hands it each durable page, in order and one at a time, and
/// only then lets the coordinator know of the commit. So a slow program slows the crawl, and nothing piles up.
/// </summary>
internal sealed class PageRelayActor : ReceiveActor
{
    public PageRelayActor(Func<CrawledPage, ValueTask> onPage, IActorRef store)
    {
        IActorRef coordinator = ActorRefs.Nobody;
        ReceiveAsync<StoreProtocol.Committed>(async committed =>
        {
            foreach (var settled in committed.Batch.Settled)
            {
                if (!settled.Reason.IsPage()) continue;
                await onPage(new CrawledPage(settled.Url.Url, settled.Status, settled.Url.Depth, settled.PageRow[..^1])).ConfigureAwait(false);
            }

            coordinator.Tell(committed);
        });
        Receive<StoreProtocol.Commit>(commit =>
        {
            coordinator = Sender;
            store.Tell(commit);
        });
        Receive<StoreProtocol.Blocked>(blocked => coordinator.Tell(blocked));
        Receive<StoreProtocol.Unblocked>(unblocked => coordinator.Tell(unblocked));
        ReceiveAny(message => store.Forward(message));
    }

    /// <summary>A relay in front of a store.</summary>
    public static Props Props(Func<CrawledPage, ValueTask> onPage, IActorRef store) =>
        Akka.Actor.Props.Create(() => new PageRelayActor(onPage, store));
}
