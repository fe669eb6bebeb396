using ActorCrawler.Actors.Fetching;
using ActorCrawler.Actors.Parsing;
using ActorCrawler.Actors.Storing;
using Akka.Actor;
using Akka.Event;
using Akka.Routing;

namespace ActorCrawler.Actors.Coordination;

/// <summary>
/// The crawl as a whole: starts its parts, reports progress, and tells how it ended. A part that fails ends the crawl, because what it
/// holds is the crawl itself; a parser that fails is the parser pool's business.
/// </summary>
internal sealed class CrawlActor : UntypedActor, IWithTimers
{
    /// <summary>The name of a crawl's actor, and of the parser pool below it: where workers register.</summary>
    public const string Name = "crawl";
    public const string ParsersName = "parsers";

    private const string ReportKey = "report";

    private readonly CrawlActorSetup _setup;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly List<IActorRef> _curious = [];
    private IActorRef _coordinator = ActorRefs.Nobody;
    private IActorRef _parsers = ActorRefs.Nobody;
    private IActorRef _store = ActorRefs.Nobody;
    private Exception? _failure;

    public CrawlActor(CrawlActorSetup setup) => _setup = setup;

    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>A crawl; begins at once.</summary>
    public static Props Props(CrawlActorSetup setup) => Akka.Actor.Props.Create(() => new CrawlActor(setup));

    protected override void PreStart()
    {
        try
        {
            StartParts();
        }
        catch (Exception e)
        {
            _setup.Ended.TrySetException(e);
            throw;
        }
    }

    protected override void PostStop() =>
        _setup.Ended.TrySetException(_failure ?? new InvalidOperationException("The crawl was stopped from outside."));

    private void StartParts()
    {
        var store = _store = Context.ActorOf(StoreActor.Props(_setup.Store, _setup.StoreRetry), "store");
        if (_setup.OnPage is { } onPage) store = Context.ActorOf(PageRelayActor.Props(onPage, store), "page-relay");
        var fetchers = Context.ActorOf(FetcherActor.Props(_setup.Fetchers).WithRouter(new RoundRobinPool(_setup.FetcherCount)), "fetchers");
        _parsers = Context.ActorOf(ParserPoolActor.Props(_setup.Parsers(Self)), ParsersName);
        _coordinator = Context.ActorOf(CoordinatorActor.Props(_setup.Coordinator(store, fetchers, _parsers)), "coordinator");
        foreach (var part in Context.GetChildren()) Context.Watch(part);
        // Also when nobody watches: the rate is smoothed over time.
        Timers.StartPeriodicTimer(ReportKey, Report.Instance, _setup.ProgressInterval);
    }

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(error =>
    {
        _failure ??= error;
        return Directive.Stop;
    });

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ParseProtocol.Parsed: _coordinator.Forward(message); break;
            case Report: _coordinator.Tell(CrawlProtocol.GetStatus.Instance); break;
            case CrawlProtocol.Status status: OnStatus(status); break;
            case SteeringProtocol.GetProgress:
                _curious.Add(Sender);
                _coordinator.Tell(CrawlProtocol.GetStatus.Instance);
                break;
            case SteeringProtocol.GetErrors: _store.Forward(message); break;
            case CrawlProtocol.Ended ended: _setup.Ended.TrySetResult(ended); break;
            case Terminated terminated: OnTerminated(terminated.ActorRef); break;
            case CrawlProtocol.GetWorkers or CrawlProtocol.DrainWorker: _parsers.Forward(message); break;
            case CrawlProtocol.ReleaseWorkers: _parsers.Tell(new ParseProtocol.CrawlEnded(), Sender); break;
            case CrawlProtocol.Stop or CrawlProtocol.SetPaused or CrawlProtocol.GetStatus or SteeringProtocol.Change or SteeringProtocol.GetHosts: _coordinator.Forward(message); break;
            default: Unhandled(message); break;
        }
    }

    private void OnStatus(CrawlProtocol.Status status)
    {
        var progress = _setup.Measure(status);
        _setup.Progress?.Report(progress);
        foreach (var who in _curious) who.Tell(progress);
        _curious.Clear();
    }

    private void OnTerminated(IActorRef child)
    {
        var failure = _failure ?? new InvalidOperationException($"The {child.Path.Name} actor ended unexpectedly.");
        _log.Error(failure, "the {0} failed; the crawl ends", child.Path.Name);
        _setup.Ended.TrySetException(failure);
    }

    private sealed record Report
    {
        public static Report Instance { get; } = new();
    }
}
