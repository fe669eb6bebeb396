using ActorCrawler.Actors.Coordination;
using ActorCrawler.Actors.Parsing.Alone;
using ActorCrawler.Core.Frontier;
using Akka.Actor;
using Akka.Cluster;
using Akka.Event;

namespace ActorCrawler.Actors.Parsing;

/// <summary>
/// Hands bodies to parsers by their credit, here and on worker nodes, and keeps each body until its result is there. What a worker held that
/// is lost goes to others, or, where its process may have died of it, to a process that may die. How much waits here is bounded by the
/// frontier, which stops fetching while too many bytes are held.
/// </summary>
internal sealed partial class ParserPoolActor : UntypedActor, IWithTimers
{
    /// <summary>One job at work and one at hand, so that a parser never waits for the pool.</summary>
    private const int LocalSlots = 2;


    private readonly ParserPoolSetup _setup;
    private readonly WorkPool<IActorRef> _pool = new();
    private readonly WorkerRoster _workers;
    // A pool that stops leaves its bodies to the garbage collector: parsers may still be reading them.
    private readonly Dictionary<long, HeldPage> _held = [];
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private ParserSetup _parsers;
    private IActorRef? _alone;
    private ParsedCounts _parsed;
    // Who ended the crawl, once it has ended.
    private IActorRef? _endedBy;

    public ParserPoolActor(ParserPoolSetup setup)
    {
        _setup = setup;
        _parsers = setup.Parsers;
        _workers = new WorkerRoster(_pool);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>A pool.</summary>
    public static Props Props(ParserPoolSetup setup) => Akka.Actor.Props.Create(() => new ParserPoolActor(setup));

    protected override void PreStart()
    {
        for (var i = 0; i < _setup.LocalParsers; i++) StartLocalParser();
        if (!_setup.IsNode) return;
        Cluster.Get(Context.System).Subscribe(Self, typeof(ClusterEvent.IReachabilityEvent));
        Timers.StartPeriodicTimer(CheckKey, CheckTick.Instance, CheckInterval);
        // At first no worker is there: they have their time to come.
        _pool.ReservesServe = false;
        WatchReserves();
    }

    protected override void PostStop()
    {
        if (_setup.IsNode) Cluster.Get(Context.System).Unsubscribe(Self);
        base.PostStop();
    }

    /// <summary>A parser that fails is replaced by a new one, not restarted: watching it tells which jobs it had.</summary>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Offer offer: OnOffer(offer); break;
            case ParseProtocol.Parsed parsed: OnParsed(parsed); break;
            case ParseProtocol.Cancel cancel when _pool.Remove(cancel.LeaseId): Release(cancel.LeaseId); break;
            case ParseProtocol.Cancel: break;
            case ParseProtocol.ScopeGrew grew: OnScopeGrew(grew); break;
            case ParseProtocol.Register register: OnRegister(register); break;
            case ParseProtocol.Leaving when _endedBy is not null: LetGo(Sender); break;
            case ParseProtocol.Leaving: Retire(Sender); break;
            case ParseProtocol.Holding holding: OnHolding(holding); break;
            case ParseProtocol.CrawlEnded:
                _endedBy = Sender;
                Tell(_workers.All, message);
                AnswerWhenReleased();
                break;
            case CrawlProtocol.GetWorkers: Sender.Tell(new CrawlProtocol.Workers(_workers.Status(), _parsed)); break;
            case CrawlProtocol.DrainWorker drain: OnDrain(drain); break;
            case ClusterEvent.UnreachableMember gone: Timers.StartSingleTimer(gone.Member.Address, new Silent(gone.Member.Address), SilenceLimit); break;
            case ClusterEvent.ReachableMember back: OnHeardAgain(back.Member.Address); break;
            case ClusterEvent.CurrentClusterState: break;
            case Silent silent: OnSilent(silent.Address); break;
            case PutOut silent: OnPutOut(silent); break;
            case CheckTick: Check(); break;
            case WaitOver: ReservesServe(); break;
            case Terminated terminated when _endedBy is not null: LetGo(terminated.ActorRef); break;
            case Terminated terminated: OnTerminated(terminated.ActorRef); break;
            default: Unhandled(message); break;
        }
    }

    private void OnOffer(Offer offer)
    {
        var page = new HeldPage(offer.Job, offer.Body);
        _held.Add(offer.Job.LeaseId, page);
        if (offer.Job.Suspect && _setup.Program is not null) ParseAlone(page);
        else Add(page);
    }

    private void OnParsed(ParseProtocol.Parsed parsed)
    {
        // A job that went to another since, or belongs to a run before this one: its result comes too late.
        var isAlone = Sender.Equals(_alone);
        if (parsed.Fence != _setup.Fence || (!isAlone && !_pool.Complete(Sender, parsed.LeaseId))) return;
        if (parsed.Report is null && _held.TryGetValue(parsed.LeaseId, out var page))
        {
            _pool.Add(parsed.LeaseId, page.Job.Body.Length, isUrgent: true, onlyReserves: true);
        }
        else
        {
            if (isAlone) _parsed = _parsed with { Alone = _parsed.Alone + 1 };
            else if (!_workers.Has(Sender)) _parsed = _parsed with { Here = _parsed.Here + 1 };
            else Count(Sender);
            if (parsed.Report is ParseReport.Page { FieldProblems: > 0 and var problems }) Count(problems, parsed.LeaseId);
            Release(parsed.LeaseId);
            _setup.Coordinator.Tell(parsed);
        }

        Assign();
    }

    private void Count(int fieldProblems, long leaseId)
    {
        if (_parsed.FieldProblems == 0 && _held.TryGetValue(leaseId, out var page))
            _log.Warning("{0}: the extraction rules could not take all of it (extract_problems in its row tells why); further such pages are only counted", page.Job.Url);
        _parsed = _parsed with { FieldProblems = _parsed.FieldProblems + fieldProblems };
    }

    private void OnScopeGrew(ParseProtocol.ScopeGrew grew)
    {
        if (Core.Urls.HostKey.TryParse(grew.Host, out var host))
            _parsers = _parsers with { Pages = _parsers.Pages with { ScopeHosts = _parsers.Pages.ScopeHosts.Add(host) } };
        Tell(_pool.Workers, grew);
        _alone?.Tell(_parsers);
    }

    private void Add(HeldPage page, bool isUrgent = false)
    {
        _pool.Add(page.Job.LeaseId, page.Job.Body.Length, isUrgent);
        Assign();
    }

    private void ParseAlone(HeldPage page)
    {
        if (_setup.Program is not { } program)
        {
            Add(page);
            return;
        }

        page.Mark ??= _setup.Marks?.Begin(page.Job.Visit);
        _alone ??= Context.ActorOf(LoneParserActor.Props(program, _parsers), "alone");
        _alone.Tell(new ParseProtocol.Parse(page.Job));
    }

    private void StartLocalParser() =>
        _pool.Register(Context.Watch(Context.ActorOf(ParserActor.Props(_parsers, _setup.Marks))), WorkerCredit.Jobs(LocalSlots), _setup.LocalsInReserve);

    private void Assign()
    {
        while (_pool.TryAssign(out var parser, out var leaseId)) parser.Tell(new ParseProtocol.Parse(_held[leaseId].Job));
    }

    private void Release(long leaseId)
    {
        if (!_held.Remove(leaseId, out var page)) return;
        if (page.Mark is { } mark) _setup.Marks!.End(mark);
        page.Release();
    }

    private static void Tell(IEnumerable<IActorRef> receivers, object message)
    {
        foreach (var receiver in receivers) receiver.Tell(message);
    }

    /// <summary>A body that waits for a parser; the pool gives its memory back.</summary>
    public sealed record Offer(ParseJob Job, IDisposable Body);
}
