using Akka.Actor;
using Akka.Routing;

namespace ActorCrawler.Cli.Compare;

/// <summary>Hands out URLs, as many at a time as it is told, and bodies to parsers. States: idle → working (until all results are there) → idle.</summary>
internal sealed class CompareCoordinator : UntypedActor
{
    private readonly int _concurrency;
    private readonly IActorRef _fetchers;
    private readonly IActorRef _parsers;
    private CompareProtocol.Begin? _order;
    private List<PageResult> _results = [];
    private int _next;

    public CompareCoordinator(PageWork work, HostGates gates, int concurrency)
    {
        _concurrency = concurrency;
        _fetchers = Context.ActorOf(CompareFetcher.Props(work, gates).WithRouter(new RoundRobinPool(Environment.ProcessorCount)), "fetchers");
        _parsers = Context.ActorOf(CompareParser.Props(work).WithRouter(new RoundRobinPool(Environment.ProcessorCount)), "parsers");
    }

    public static Props Props(PageWork work, HostGates gates, int concurrency) => Akka.Actor.Props.Create(() => new CompareCoordinator(work, gates, concurrency));

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case CompareProtocol.Begin begin:
                (_order, _results, _next) = (begin, [], 0);
                while (_next < _concurrency && FetchNext()) { }
                break;
            case CompareProtocol.Fetched fetched:
                FetchNext();
                _parsers.Tell(new CompareProtocol.Parse(fetched.Url, fetched.Outcome));
                break;
            case PageResult result:
                _results.Add(result);
                if (_results.Count == _order!.Urls.Count) _order.Done.TrySetResult(_results);
                break;
            case Status.Failure failure:
                _order!.Done.TrySetException(failure.Cause);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private bool FetchNext()
    {
        if (_next == _order!.Urls.Count) return false;
        _fetchers.Tell(new CompareProtocol.Fetch(_order.Urls[_next++]));
        return true;
    }
}
