using Akka.Actor;

namespace ActorCrawler.Actors.Coordination;

/// <summary>Makes sure that a crawl whose actor dies, even before it began, is told to whoever waits for its end.</summary>
internal sealed class CrawlWatcher : UntypedActor
{
    private readonly TaskCompletionSource<CrawlProtocol.Ended> _ended;

    public CrawlWatcher(IActorRef crawl, TaskCompletionSource<CrawlProtocol.Ended> ended)
    {
        _ended = ended;
        Context.Watch(crawl);
    }

    /// <summary>Watches a crawl.</summary>
    public static Props Props(IActorRef crawl, TaskCompletionSource<CrawlProtocol.Ended> ended) =>
        Akka.Actor.Props.Create(() => new CrawlWatcher(crawl, ended));

    protected override void OnReceive(object message)
    {
        if (message is Terminated) _ended.TrySetException(new InvalidOperationException("The crawl could not be started, or was stopped from outside; see the log."));
        else Unhandled(message);
    }
}
