using ActorCrawler.Actors.Coordination;
using ActorCrawler.Actors.Nodes;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Actors.Wire;
using Akka.Actor;
using Akka.Cluster;
using Akka.Event;

namespace ActorCrawler.Actors.Parsing;

/// <summary>Worker nodes: how they come, go, and fall silent.</summary>
internal sealed partial class ParserPoolActor
{
    private const string WaitKey = "wait";
    private const string CheckKey = "check";

    /// <summary>How often workers are asked what they hold, so that a job that was lost on its way is missed.</summary>
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(5);

    /// <summary>How long a node may be silent beyond what the cluster allows before its jobs go to others: long enough to learn that it is dead.</summary>
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How much longer until it is put out of the cluster. As long as somebody there is silent, nobody is let in on Akka.NET; one that only slept
    /// comes back by itself.
    /// </summary>
    private static readonly TimeSpan PutOutLimit = TimeSpan.FromSeconds(1);

    private readonly Dictionary<IActorRef, HashSet<long>> _checked = [];
    private readonly byte[] _challengeKey = SecretProof.Nonce();

    private void Count(IActorRef worker)
    {
        _parsed = _parsed with { OnWorkers = _parsed.OnWorkers + 1 };
        _workers.Count(worker);
        DismissWhenDone(worker);
    }

    private void OnRegister(ParseProtocol.Register register)
    {
        if (WireProtocol.Mismatch(register.Protocol, register.Node.Version, UserAgent.Version) is { } why)
        {
            Refuse(why);
            return;
        }

        if (Admit(register.Proof) is not { } proof) return;
        if (_endedBy is not null)
        {
            // It came too late to hear it with the others.
            Sender.Tell(new ParseProtocol.CrawlEnded());
            return;
        }

        Sender.Tell(new ParseProtocol.Welcome(WireProtocol.Version, _setup.Fence, _parsers, proof));
        if (_workers.Has(Sender)) return;
        Context.Watch(Sender);
        _workers.Add(Sender, register, _setup.Clock.Now);
        _log.Info(
            "worker {0} has joined: process {1} on {2}, {3} parsers",
            WorkerRoster.AddressOf(Sender), register.Node.ProcessId, register.Node.Machine, register.Node.Parsers);
        WatchReserves();
        Assign();
    }

    /// <summary>
    /// Challenges a worker that has not proved yet that it knows the secret, and turns away one that does not. The challenge is a function of who it is: nothing
    /// is kept of those that only knock.
    /// </summary>
    /// <returns>The seed's own proof, for a worker that may come in.</returns>
    private byte[]? Admit(WorkerProof worker)
    {
        if (_setup.Secret is not { } secret)
        {
            Refuse("no workers can join this crawl");
            return null;
        }

        var nonce = SecretProof.Nonce(_challengeKey, Sender.Path.ToSerializationFormat());
        if (worker.Nonce.Length != SecretProof.Size || !SecretProof.AreSame(worker.Challenge.Span, nonce))
        {
            Sender.Tell(new ParseProtocol.Challenge(nonce));
            return null;
        }

        if (SecretProof.AreSame(worker.Proof.Span, SecretProof.Worker(secret, nonce, worker.Nonce.Span))) return SecretProof.Seed(secret, nonce, worker.Nonce.Span);
        Refuse("it does not know the crawl's secret (--secret-file, or ACTORCRAWLER_SECRET)");
        return null;
    }

    private void Refuse(string why)
    {
        _log.Warning("worker {0} is turned away: {1}", WorkerRoster.AddressOf(Sender), why);
        Sender.Tell(new ParseProtocol.Refused(WireProtocol.Version, why));
    }

    private void OnDrain(CrawlProtocol.DrainWorker drain)
    {
        var worker = _workers.Find(drain.Address);
        worker?.Tell(new ParseProtocol.Drain());
        Sender.Tell(new CrawlProtocol.DrainStarted(worker is null ? null : WorkerRoster.AddressOf(worker)));
    }

    private void Retire(IActorRef worker)
    {
        _workers.Retire(worker);
        DismissWhenDone(worker);
        WatchReserves();
    }

    /// <summary>It knows that the crawl is over, or has gone.</summary>
    private void LetGo(IActorRef worker)
    {
        _workers.Remove(worker);
        AnswerWhenReleased();
    }

    /// <summary>Whoever ends the crawl waits for it: what ends this node could overtake what tells the others why.</summary>
    private void AnswerWhenReleased()
    {
        if (!_workers.AnyHears) _endedBy?.Tell(CrawlProtocol.WorkersReleased.Instance);
    }

    private void DismissWhenDone(IActorRef worker)
    {
        if (!_workers.IsDone(worker)) return;
        worker.Tell(new ParseProtocol.Dismissed());
        _workers.Remove(worker);
        _log.Info("worker {0} has left", WorkerRoster.AddressOf(worker));
        WatchReserves();
    }

    private void OnTerminated(IActorRef parser)
    {
        var isLocal = parser.Path.Parent.Equals(Self.Path);
        var isWorker = _workers.Has(parser);
        var lost = _workers.Remove(parser);
        _checked.Remove(parser);
        if (isWorker) _log.Warning("worker {0} is gone; it held {1} pages", WorkerRoster.AddressOf(parser), lost.Count);
        foreach (var leaseId in lost) ParseAlone(_held[leaseId]);
        if (isLocal) StartLocalParser();
        WatchReserves();
        Assign();
    }

    /// <summary>Perhaps it only sleeps: its pages go to others, but to those that may die when that happens to a page again.</summary>
    private void OnSilent(Address address)
    {
        foreach (var worker in _workers.At(address))
        {
            var lost = _workers.Suspend(worker);
            _log.Warning("worker {0} is silent; the {1} pages it holds go to others", WorkerRoster.AddressOf(worker), lost.Count);
            foreach (var page in lost.Select(l => _held[l]).Reverse())
            {
                if (++page.Losses > 1) ParseAlone(page);
                else Add(page, isUrgent: true);
            }
        }

        var putOut = new PutOut(address);
        Timers.StartSingleTimer(putOut, putOut, PutOutLimit);
        WatchReserves();
        Assign();
    }

    private void OnPutOut(PutOut silent)
    {
        var cluster = Cluster.Get(Context.System);
        if (!cluster.State.Unreachable.Any(member => member.Address == silent.Address && member.Status != MemberStatus.Down)) return;
        _log.Warning("the node {0} stays silent; it is put out of the cluster", silent.Address);
        cluster.Down(silent.Address);
    }

    private void OnHeardAgain(Address address)
    {
        Timers.Cancel(address);
        Timers.Cancel(new PutOut(address));
        foreach (var worker in _workers.At(address)) _workers.Resume(worker);
        WatchReserves();
        Assign();
    }

    private void Check()
    {
        foreach (var worker in _workers.All)
        {
            if (_pool.JobsOf(worker) is not { Count: > 0 } jobs) continue;
            _checked[worker] = [.. jobs];
            worker.Tell(new ParseProtocol.Check());
        }
    }

    /// <summary>Messages between two actors keep their order: what was sent before the question and is not there was lost.</summary>
    private void OnHolding(ParseProtocol.Holding holding)
    {
        if (!_checked.Remove(Sender, out var asked)) return;
        asked.ExceptWith(holding.Leases);
        asked.IntersectWith(_pool.JobsOf(Sender));
        foreach (var leaseId in asked)
        {
            _pool.Complete(Sender, leaseId);
            Add(_held[leaseId], isUrgent: true);
        }

        if (asked.Count > 0) _log.Warning("{0} pages were lost on their way to worker {1}, or their results on the way back; they go out again", asked.Count, WorkerRoster.AddressOf(Sender));
        Assign();
    }

    /// <summary>Parsers in reserve serve when no worker has been there for a while.</summary>
    private void WatchReserves()
    {
        if (_workers.AnyAtWork)
        {
            Timers.Cancel(WaitKey);
            _pool.ReservesServe = false;
        }
        else if (!_pool.ReservesServe && !Timers.IsTimerActive(WaitKey))
        {
            if (_setup.WorkerWait == TimeSpan.Zero) ReservesServe();
            else Timers.StartSingleTimer(WaitKey, WaitOver.Instance, _setup.WorkerWait);
        }
    }

    private void ReservesServe()
    {
        if (_workers.AnyAtWork) return;
        _pool.ReservesServe = true;
        Assign();
    }

    private sealed record Silent(Address Address);

    private sealed record PutOut(Address Address);

    private sealed record CheckTick
    {
        public static CheckTick Instance { get; } = new();
    }

    private sealed record WaitOver
    {
        public static WaitOver Instance { get; } = new();
    }
}
