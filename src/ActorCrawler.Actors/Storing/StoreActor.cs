using ActorCrawler.Actors.Coordination;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Storage;
using Akka.Actor;
using Akka.Event;

namespace ActorCrawler.Actors.Storing;

/// <summary>Owns the job's store, on a thread of its own because it waits for the disk. Dies with a failure that cannot heal.</summary>
internal sealed class StoreActor : UntypedActor, IWithTimers
{
    private const string RetryKey = "retry";

    private readonly CrawlStore _store;
    private readonly TimeSpan _retryAfter;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private (CommitBatch Batch, IActorRef Sender)? _waiting;

    public StoreActor(CrawlStore store, TimeSpan retryAfter)
    {
        _store = store;
        _retryAfter = retryAfter;
    }

    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>The owner of a store.</summary>
    /// <param name="store">An open store; nobody else touches it while the actor lives.</param>
    /// <param name="retryAfter">How long to wait before a commit that failed for lack of space is tried again.</param>
    public static Props Props(CrawlStore store, TimeSpan retryAfter) =>
        Akka.Actor.Props.Create(() => new StoreActor(store, retryAfter)).WithDispatcher("akka.actor.store-dispatcher");

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case StoreProtocol.Commit commit: Commit(commit.Batch, Sender); break;
            case Retry when _waiting is { } waiting: Commit(waiting.Batch, waiting.Sender); break;
            case Retry: break;
            case StoreProtocol.LoadWindow load:
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

    private void Commit(CommitBatch batch, IActorRef sender)
    {
        try
        {
            if (_waiting is not null && !_store.HasSpace())
            {
                Timers.StartSingleTimer(RetryKey, Retry.Instance, _retryAfter);
                return;
            }

            var result = _store.Commit(batch);
            if (_waiting is not null) _log.Info("the job directory can be written again; going on");
            _waiting = null;
            sender.Tell(new StoreProtocol.Committed(batch, result));
        }
        catch (StorageException e) when (e.MayHeal)
        {
            if (_waiting is null)
            {
                _log.Warning("paused: {0}", e.Message);
                sender.Tell(new StoreProtocol.Blocked(e.Message));
            }

            _waiting = (batch, sender);
            Timers.StartSingleTimer(RetryKey, Retry.Instance, _retryAfter);
        }
    }

    private sealed record Retry
    {
        public static Retry Instance { get; } = new();
    }
}
