using ActorCrawler.Core.Frontier;
using ActorCrawler.Http;
using Akka.Actor;
using Akka.Event;

namespace ActorCrawler.Actors.Parsing;

/// <summary>
/// Hands bodies to parsers by their credit, keeps each body until its result is there, and gives the jobs of a parser that died to others.
/// How much waits here is bounded by the frontier, which stops fetching while too many bytes are held.
/// </summary>
internal sealed class ParserPoolActor : UntypedActor
{
    /// <summary>One job at work and one at hand, so that a parser never waits for the pool.</summary>
    private const int LocalSlots = 2;

    private readonly WorkPool<IActorRef> _pool = new();
    // A pool that stops leaves its bodies to the garbage collector: parsers may still be reading them.
    private readonly Dictionary<long, Held> _held = [];
    private readonly IActorRef _coordinator;
    private readonly int _localParsers;
    private readonly ParserSetup _setup;
    private readonly ILoggingAdapter _log = Context.GetLogger();

    public ParserPoolActor(IActorRef coordinator, int localParsers, ParserSetup setup)
    {
        _coordinator = coordinator;
        _localParsers = localParsers;
        _setup = setup;
    }

    /// <summary>A pool that answers to the coordinator.</summary>
    /// <param name="coordinator">Who gets the results.</param>
    /// <param name="localParsers">Parsers in this process.</param>
    /// <param name="setup">What they are told.</param>
    public static Props Props(IActorRef coordinator, int localParsers, ParserSetup setup) =>
        Akka.Actor.Props.Create(() => new ParserPoolActor(coordinator, localParsers, setup));

    protected override void PreStart()
    {
        for (var i = 0; i < _localParsers; i++) StartLocalParser();
    }

    /// <summary>A parser that fails is replaced by a new one, not restarted: watching it tells which jobs it had.</summary>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Offer offer:
                _held.Add(offer.Job.LeaseId, new Held(offer.Job, offer.Answer));
                _pool.Add(offer.Job.LeaseId);
                Assign();
                break;
            case ParseProtocol.Parsed parsed:
                if (!_pool.Complete(Sender, parsed.LeaseId)) break;
                Release(parsed.LeaseId);
                _coordinator.Tell(parsed);
                Assign();
                break;
            case ParseProtocol.Cancel cancel:
                if (_pool.Remove(cancel.LeaseId)) Release(cancel.LeaseId);
                break;
            case ParseProtocol.Register register:
                Register(register.Parser, register.Slots);
                break;
            case ParseProtocol.ScopeGrew grew:
                foreach (var parser in _pool.Workers) parser.Tell(grew);
                break;
            case Terminated terminated:
                OnLost(terminated.ActorRef);
                if (terminated.ActorRef.Path.Parent.Equals(Self.Path)) StartLocalParser();
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void StartLocalParser() => Register(Context.ActorOf(ParserActor.Props(_setup)), LocalSlots);

    private void Register(IActorRef parser, int slots)
    {
        Context.Watch(parser);
        _pool.Register(parser, slots);
        Assign();
    }

    private void Assign()
    {
        while (_pool.TryAssign(out var parser, out var leaseId)) parser.Tell(new ParseProtocol.Parse(_held[leaseId].Job));
    }

    private void OnLost(IActorRef parser)
    {
        var lost = _pool.Lose(parser);
        if (lost.Count > 0) _log.Warning("parser {0} is gone; {1} jobs go to others", parser.Path, lost.Count);
        foreach (var leaseId in lost)
        {
            Release(leaseId);
            _coordinator.Tell(new ParseProtocol.Parsed(leaseId, new ParseReport.ProcessDied(false)));
        }
    }

    private void Release(long leaseId)
    {
        if (_held.Remove(leaseId, out var held)) held.Answer.Dispose();
    }

    /// <summary>A body that waits for a parser; the pool owns the answer that it lies in.</summary>
    public sealed record Offer(ParseJob Job, FetchOutcome.Fetched Answer);

    private sealed record Held(ParseJob Job, FetchOutcome.Fetched Answer);
}
