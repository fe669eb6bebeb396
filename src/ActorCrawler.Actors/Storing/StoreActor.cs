using ActorCrawler.Actors.Coordination;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Storage;
using Akka.Actor;
using Akka.Event;

namespace ActorCrawler.Actors.Storing;

/// <summary>
/// Owns the job's store, on a thread of its own because it waits for the disk. While the disk is short of space, or cannot be written, it says
/// so to the coordinator, which then starts nothing new, and looks again after a while. Dies with a failure that cannot heal.
/// </summary>
/// <remarks>States: open → blocked (space below the reserve, or a commit that failed and waits) → open.</remarks>
internal sealed class StoreActor : UntypedActor, IWithTimers
{
    private const string RetryKey = "retry";

    private readonly CrawlStore _store;
    private readonly TimeSpan _retryAfter;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private (CommitBatch Batch, IActorRef Sender)? _waiting;
    private IActorRef? _blocked;

    public StoreActor(CrawlStore store, TimeSpan retryAfter)
    {
        _store = store;
        _retryAfter = retryAfter;
    }

    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>The owner of a store.</summary>
    /// <param name="store">An open store; nobody else touches it while the actor lives.</param>
    /// <param name="retryAfter">How long to wait before a disk that could not be written is tried again.</param>
    public static Props Props(CrawlStore store, TimeSpan retryAfter) =>
        Akka.Actor.Props.Create(() => new StoreActor(store, retryAfter)).WithDispatcher("akka.actor.store-dispatcher");

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case StoreProtocol.Commit commit:
                WatchSpace();
                Commit(commit.Batch, Sender);
                break;
            case Retry: TryAgain(); break;
            case StoreProtocol.LoadWindow load:
                WatchSpace();
                var urls = _store.LoadWindow(load.HostId, load.Except, load.Max, load.Now, out var nextRetry);
                Sender.Tell(new StoreProtocol.Window(load.HostId, urls, nextRetry));
                break;
            case StoreProtocol.LoadHosts load:
                Sender.Tell(new StoreProtocol.Hosts([.. load.Ids.Select(_store.Host).OfType<HostRecord>()], null));
                break;
            case StoreProtocol.LoadMoreHosts load:
                var hosts = _store.LoadHosts(0, load.Active, load.Max);
                Sender.Tell(new StoreProtocol.Hosts(hosts, hosts.Count == load.Max));
                break;
            case SteeringProtocol.GetErrors: Sender.Tell(new SteeringProtocol.Errors([.. _store.RecentFailures])); break;
            default: Unhandled(message); break;
        }
    }

    /// <summary>Asks before the disk is full: what is in flight can then still be written.</summary>
    private void WatchSpace()
    {
        if (_blocked is null && _store.ShortOfSpace() is { } why) Block(why, Sender);
    }

    private void Commit(CommitBatch batch, IActorRef sender)
    {
        try
        {
            var result = _store.Commit(batch);
            _waiting = null;
            sender.Tell(new StoreProtocol.Committed(batch, result));
        }
        catch (StorageException e) when (e.MayHeal)
        {
            _waiting = (batch, sender);
            Block(e.Message, sender);
        }
    }

    private void Block(string why, IActorRef coordinator)
    {
        if (_blocked is null)
        {
            _log.Warning("paused: {0}", why);
            _blocked = coordinator;
            coordinator.Tell(new StoreProtocol.Blocked(why));
        }

        Timers.StartSingleTimer(RetryKey, Retry.Instance, _retryAfter);
    }

    private void TryAgain()
    {
        if (_store.ShortOfSpace() is { } why)
        {
            Block(why, _blocked!);
            return;
        }

        if (_waiting is { } waiting) Commit(waiting.Batch, waiting.Sender);
        if (_waiting is not null) return;
        _log.Warning("the job directory can be written again; going on");
        _blocked!.Tell(StoreProtocol.Unblocked.Instance);
        _blocked = null;
    }

    private sealed record Retry
    {
        public static Retry Instance { get; } = new();
    }
}
