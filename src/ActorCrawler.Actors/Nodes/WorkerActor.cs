using ActorCrawler.Actors.Parsing;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Actors.Wire;
using ActorCrawler.Core.Frontier;
using Akka.Actor;
using Akka.Cluster;

namespace ActorCrawler.Actors.Nodes;

/// <summary>
/// A worker node's side of the work: registers with the seed's parser pool, hands jobs to its parsers, and results back. States: registering
/// (asks until it is answered) → at work → draining (takes what is still on its way, gives back what it holds) → ended.
/// </summary>
internal sealed class WorkerActor : UntypedActor, IWithTimers
{
    private const string RegisterKey = "register";
    private const string SilenceKey = "silence";

    private static readonly TimeSpan RegisterInterval = TimeSpan.FromSeconds(1);

    /// <summary>How long the seed may be silent, beyond what the cluster allows.</summary>
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(5);

    private readonly WorkerActorSetup _setup;
    private readonly Queue<ParseProtocol.Parse> _waiting = new();
    private readonly Stack<IActorRef> _idle = new();
    private readonly Dictionary<IActorRef, ParseJob> _busy = [];
    private readonly byte[] _nonce = SecretProof.Nonce();
    private ReadOnlyMemory<byte> _challenge;
    private IActorRef? _pool;
    private ParserSetup? _parsers;
    private bool _isLeaving;

    public WorkerActor(WorkerActorSetup setup) => _setup = setup;

    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>A worker; begins to register at once.</summary>
    public static Props Props(WorkerActorSetup setup) => Akka.Actor.Props.Create(() => new WorkerActor(setup));

    protected override void PreStart()
    {
        Cluster.Get(Context.System).Subscribe(Self, typeof(ClusterEvent.IReachabilityEvent));
        Timers.StartPeriodicTimer(RegisterKey, RegisterTick.Instance, TimeSpan.Zero, RegisterInterval);
    }

    protected override void PostStop() => _setup.Ended.TrySetResult((WorkerEnd.SeedLost, "the node was stopped"));

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case RegisterTick: Register(); break;
            case ParseProtocol.Challenge challenge when _pool is null && challenge.Nonce.Length == SecretProof.Size:
                _challenge = challenge.Nonce;
                Register();
                break;
            case ParseProtocol.Challenge: break;
            case ParseProtocol.Welcome welcome: OnWelcome(welcome); break;
            case ParseProtocol.Refused refused: End(WorkerEnd.Refused, refused.Reason); break;
            case ParseProtocol.Parse parse:
                _waiting.Enqueue(parse);
                Assign();
                break;
            case ParseProtocol.Parsed parsed when _busy.Remove(Sender):
                Answer(parsed);
                _idle.Push(Sender);
                Assign();
                break;
            case ParseProtocol.ScopeGrew grew: OnScopeGrew(grew); break;
            case ParseProtocol.Check: _pool?.Tell(new ParseProtocol.Holding([.. _busy.Values.Select(j => j.LeaseId), .. _waiting.Select(p => p.Job.LeaseId)])); break;
            case ParseProtocol.Drain: Leave(); break;
            case ParseProtocol.Dismissed: End(WorkerEnd.Drained, ""); break;
            case ParseProtocol.CrawlEnded:
                Sender.Tell(new ParseProtocol.Leaving());
                End(WorkerEnd.CrawlEnded, "");
                break;
            case ClusterEvent.CurrentClusterState state:
                if (state.Unreachable.Any(IsSeed)) StartWaiting();
                break;
            case ClusterEvent.UnreachableMember gone when IsSeed(gone.Member): StartWaiting(); break;
            case ClusterEvent.ReachableMember back when IsSeed(back.Member): Timers.Cancel(SilenceKey); break;
            case ClusterEvent.IReachabilityEvent: break;
            case SeedSilent: End(WorkerEnd.SeedLost, "it is silent"); break;
            case Terminated terminated when terminated.ActorRef.Equals(_pool): End(WorkerEnd.SeedLost, "the crawl is gone"); break;
            case Terminated terminated: OnParserLost(terminated.ActorRef); break;
            default: Unhandled(message); break;
        }
    }

    private void Register() => Context.ActorSelection(_setup.Pool).Tell(
        new ParseProtocol.Register(
            WireProtocol.Version,
            new WorkerNode(UserAgent.Version, Environment.MachineName, Environment.ProcessId, _setup.Limits.Parsers),
            new WorkerCredit(_setup.Limits.Parsers * _setup.Limits.SlotsPerParser, _setup.Limits.MaxBytesHeld, _setup.LargestMessage - WireProtocol.Overhead),
            new WorkerProof(_nonce, _challenge, _challenge.IsEmpty ? default : SecretProof.Worker(_setup.Secret, _challenge.Span, _nonce))));

    private void OnWelcome(ParseProtocol.Welcome welcome)
    {
        if (_pool is not null) return;
        if (WireProtocol.Mismatch(welcome.Protocol, "of the crawl", UserAgent.Version) is { } why)
        {
            End(WorkerEnd.Refused, why);
            return;
        }

        if (_challenge.IsEmpty || !SecretProof.AreSame(welcome.Proof.Span, SecretProof.Seed(_setup.Secret, _challenge.Span, _nonce)))
        {
            End(WorkerEnd.Refused, "it is the crawl that does not know the secret: another process listens there");
            return;
        }

        Timers.Cancel(RegisterKey);
        _pool = Sender;
        _parsers = welcome.Setup;
        Context.Watch(_pool);
        for (var i = 0; i < _setup.Limits.Parsers; i++) StartParser();
        _setup.Say($"at work for {_pool.Path.Address.Host}:{_pool.Path.Address.Port}: {Text.Count(_setup.Limits.Parsers, "parser")}");
        if (_isLeaving) _pool.Tell(new ParseProtocol.Leaving());
    }

    private void StartParser() => _idle.Push(Context.Watch(Context.ActorOf(ParserActor.Props(_parsers!, null))));

    private void Assign()
    {
        while (_idle.Count > 0 && _waiting.TryDequeue(out var parse))
        {
            var parser = _idle.Pop();
            _busy.Add(parser, parse.Job);
            parser.Tell(parse);
        }
    }

    private void Answer(ParseProtocol.Parsed parsed)
    {
        var fits = parsed.Report is null || ReportWire.SizeOf(parsed.Report) <= _setup.LargestMessage - WireProtocol.Overhead;
        _pool?.Tell(fits ? parsed : parsed with { Report = null });
    }

    private void OnScopeGrew(ParseProtocol.ScopeGrew grew)
    {
        if (_parsers is null || !Core.Urls.HostKey.TryParse(grew.Host, out var host)) return;
        _parsers = _parsers with { Pages = _parsers.Pages with { ScopeHosts = _parsers.Pages.ScopeHosts.Add(host) } };
        foreach (var parser in Context.GetChildren()) parser.Tell(grew);
    }

    private void OnParserLost(IActorRef parser)
    {
        if (_busy.Remove(parser, out var job))
            Answer(new ParseProtocol.Parsed(job.LeaseId, job.Fence, new ParseReport.Failed(Reason.ParserError, "the parser ended")));
        StartParser();
        Assign();
    }

    private void Leave()
    {
        if (_isLeaving) return;
        _isLeaving = true;
        if (_pool is null) End(WorkerEnd.Drained, "");
        else _pool.Tell(new ParseProtocol.Leaving());
    }

    private bool IsSeed(Member member) => member.Address == ActorPath.Parse(_setup.Pool).Address;

    private void StartWaiting() => Timers.StartSingleTimer(SilenceKey, SeedSilent.Instance, SilenceLimit);

    private void End(WorkerEnd end, string why) => _setup.Ended.TrySetResult((end, why));

    private sealed record SeedSilent
    {
        public static SeedSilent Instance { get; } = new();
    }

    private sealed record RegisterTick
    {
        public static RegisterTick Instance { get; } = new();
    }
}

/// <summary>What a worker works with.</summary>
/// <param name="Pool">The path of the seed's parser pool.</param>
/// <param name="Secret">What both sides must know; empty when it was told none.</param>
/// <param name="Limits">How much it takes on.</param>
/// <param name="LargestMessage">Bytes of the largest message that passes between the nodes.</param>
/// <param name="Ended">Told how it ended.</param>
/// <param name="Say">Tells people what happens.</param>
internal sealed record WorkerActorSetup(
    string Pool, string Secret, WorkerLimits Limits, long LargestMessage, TaskCompletionSource<(WorkerEnd End, string Why)> Ended, Action<string> Say);
