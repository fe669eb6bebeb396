using ActorCrawler.Actors.Fetching;
using ActorCrawler.Actors.Parsing;
using ActorCrawler.Actors.Storing;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Http;
using ActorCrawler.Storage;
using Akka.Actor;
using Akka.Event;

namespace ActorCrawler.Actors.Coordination;

/// <summary>
/// Owns the crawl: translates messages to frontier commands, lets the frontier decide, and carries out the effects. States: running →
/// stopping (told to; fetches in flight may still end) → ended (told to whom it concerns, then idle until it is stopped).
/// </summary>
internal sealed class CoordinatorActor : UntypedActor, IWithTimers
{
    private const string TickKey = "tick";
    private const string GraceKey = "grace";

    private readonly CoordinatorSetup _setup;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Dictionary<long, FetchOutcome.Fetched> _answers = [];
    private readonly CommitWaiters _waiters = new();
    private readonly DateTimeOffset _began;
    private DateTimeOffset? _wake;
    private bool _stopping;
    private bool _ended;
    private long _exchanges;

    public CoordinatorActor(CoordinatorSetup setup)
    {
        _setup = setup;
        _began = setup.Clock.Now;
    }

    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>The coordinator of a crawl; begins at once.</summary>
    public static Props Props(CoordinatorSetup setup) => Akka.Actor.Props.Create(() => new CoordinatorActor(setup));

    protected override void PreStart() => Decide(_setup.Start);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case FetchProtocol.Fetched fetched:
                _exchanges++;
                if (fetched.Answer is { } answer) _answers[fetched.LeaseId] = answer;
                Decide(new FrontierCommand.Exchanged(fetched.LeaseId, fetched.Exchange));
                break;
            case FetchProtocol.RobotsFetched robots:
                _exchanges++;
                Decide(new FrontierCommand.RobotsReplied(robots.LeaseId, robots.Elapsed, robots.RetryAfter, robots.Reply) { Address = robots.Address, Capture = robots.Capture });
                break;
            case ParseProtocol.Parsed parsed: Decide(new FrontierCommand.Parsed(parsed.LeaseId, parsed.Report!)); break;
            case StoreProtocol.Committed committed:
                _waiters.End();
                Decide(new FrontierCommand.Committed(committed.Result));
                break;
            case StoreProtocol.Blocked blocked: Decide(new FrontierCommand.BlockDispatch(blocked.Why)); break;
            case StoreProtocol.Unblocked: Decide(new FrontierCommand.UnblockDispatch()); break;
            case StoreProtocol.Window window: Decide(new FrontierCommand.WindowLoaded(window.HostId, window.Urls, window.NextRetry)); break;
            case StoreProtocol.Hosts hosts: Decide(new FrontierCommand.HostsLoaded(hosts.Records, hosts.More)); break;
            case Tick: _wake = null; Decide(FrontierCommand.Tick.Instance); break;
            case GraceOver: Decide(new FrontierCommand.Abandon()); break;
            case CrawlProtocol.SetPaused pause:
                Decide(pause.Paused ? new FrontierCommand.Pause() : new FrontierCommand.Unpause());
                Sender.Tell(SteeringProtocol.Changed.Instance);
                break;
            case SteeringProtocol.Change change: Change(change.Command); break;
            case SteeringProtocol.GetHosts get: Sender.Tell(new SteeringProtocol.Hosts(_setup.Frontier.Hosts(get.Pattern), _setup.Clock.Now)); break;
            case CrawlProtocol.Stop: Stop(); break;
            case CrawlProtocol.GetStatus: Sender.Tell(Status()); break;
            default: Unhandled(message); break;
        }
    }

    private void Change(FrontierCommand command)
    {
        if (_ended)
        {
            Sender.Tell(new SteeringProtocol.Refused("the crawl has ended"));
            return;
        }

        var begun = _waiters.Begun;
        Decide(command);
        _waiters.Wait(Sender, begun);
    }

    private void Stop()
    {
        if (_stopping) return;
        _stopping = true;
        if (_setup.StopGrace > TimeSpan.Zero) Timers.StartSingleTimer(GraceKey, GraceOver.Instance, _setup.StopGrace);
        else Self.Tell(GraceOver.Instance);
        Decide(new FrontierCommand.Stop());
    }

    private void Decide(FrontierCommand command)
    {
        var now = _setup.Clock.Now;
        foreach (var effect in _setup.Frontier.Decide(command, now)) Perform(effect, now);
        WakeLater(now);
    }

    private void Perform(FrontierEffect effect, DateTimeOffset now)
    {
        switch (effect)
        {
            case FrontierEffect.Fetch fetch: _setup.Fetchers.Tell(new FetchProtocol.Fetch(fetch.Lease)); break;
            case FrontierEffect.Parse parse: Parse(parse.Lease, parse.Exchange); break;
            case FrontierEffect.Release release:
                if (_answers.Remove(release.LeaseId, out var answer)) answer.Dispose();
                else _setup.Parsers.Tell(new ParseProtocol.Cancel(release.LeaseId));
                break;
            case FrontierEffect.Commit commit:
                _waiters.Begin();
                _setup.Store.Tell(new StoreProtocol.Commit(commit.Batch));
                break;
            case FrontierEffect.LoadWindow load: _setup.Store.Tell(new StoreProtocol.LoadWindow(load.HostId, load.Except, load.Max, now)); break;
            case FrontierEffect.LoadHosts load: _setup.Store.Tell(new StoreProtocol.LoadHosts(load.Ids)); break;
            case FrontierEffect.LoadMoreHosts load: _setup.Store.Tell(new StoreProtocol.LoadMoreHosts(load.Active, load.Max)); break;
            case FrontierEffect.ScopeGrew grew: _setup.Parsers.Tell(new ParseProtocol.ScopeGrew(grew.Host)); break;
            case FrontierEffect.Note { Warning: true } note: _log.Warning("{0}", note.Text); break;
            case FrontierEffect.Note note: _log.Info("{0}", note.Text); break;
            case FrontierEffect.Finished finished:
                _ended = true;
                Context.Parent.Tell(new CrawlProtocol.Ended(finished.Reason, Status()));
                break;
            default: throw new InvalidOperationException($"Unknown effect {effect.GetType().Name}.");
        }
    }

    private void Parse(Lease lease, Exchange exchange)
    {
        if (!_answers.Remove(lease.Id, out var answer)) throw new InvalidOperationException($"There is no body for {lease.Url}.");
        var visit = lease.Visit!;
        var job = new ParseJob
        {
            LeaseId = lease.Id,
            Fence = lease.Fence,
            Purpose = lease.Purpose,
            Url = lease.Url,
            Depth = visit.Depth,
            Referrer = visit.Referrer,
            FetchedAt = exchange.StartedAt,
            Elapsed = exchange.Elapsed,
            Head = answer.Head.Raw,
            Body = answer.Body.Memory,
            Truncated = answer.Truncated,
            Suspect = visit.Suspect,
            Visit = new VisitKey(visit.HostId, visit.Id, visit.Depth),
        };
        _setup.Parsers.Tell(new ParserPoolActor.Offer(job, answer));
    }

    /// <summary>The timer is set anew only when it would come too late: most wakes are later than the one that is set already.</summary>
    private void WakeLater(DateTimeOffset now)
    {
        if (_setup.Frontier.NextWake(now) is not { } wake || _wake <= wake) return;
        _wake = wake;
        if (wake <= now) Self.Tell(Tick.Instance);
        else Timers.StartSingleTimer(TickKey, Tick.Instance, wake - now);
    }

    private CrawlProtocol.Status Status() => new(_setup.Frontier.Status(_setup.Clock.Now), _stopping, _exchanges, _setup.Clock.Now - _began);

    private sealed record Tick
    {
        public static Tick Instance { get; } = new();
    }

    private sealed record GraceOver
    {
        public static GraceOver Instance { get; } = new();
    }
}

/// <summary>What a coordinator works with.</summary>
internal sealed record CoordinatorSetup
{
    /// <summary>Decides.</summary>
    public required CrawlFrontier Frontier { get; init; }

    /// <summary>The crawl's time.</summary>
    public required CrawlClock Clock { get; init; }

    /// <summary>A router of fetchers.</summary>
    public required IActorRef Fetchers { get; init; }

    /// <summary>The parser pool.</summary>
    public required IActorRef Parsers { get; init; }

    /// <summary>The store.</summary>
    public required IActorRef Store { get; init; }

    /// <summary>What the job directory held at the start.</summary>
    public required FrontierCommand.Start Start { get; init; }

    /// <summary>How long fetches in flight may still take when the crawl is told to stop.</summary>
    public required TimeSpan StopGrace { get; init; }
}
