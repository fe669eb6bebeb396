using System.Diagnostics;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Storage.Commits;
using ActorCrawler.Storage.Tables;

namespace ActorCrawler.Storage;

/// <summary>
/// The frontier, ledger and outputs of one job on disk. Single-threaded and synchronous: one owner, one thread at a time.
/// Leases are not stored: a leased URL stays queued until it is settled, so a crash returns it by itself.
/// </summary>
public sealed partial class CrawlStore : IDisposable
{
    private const int MaxFailures = 100;

    /// <summary>
    /// Pages of 4 KiB in the write-ahead log that are worth moving into the database. Pages at the ends of queues change with every commit;
    /// the longer the log, the more often they are written once for many changes.
    /// </summary>
    private const int LogPages = 16_384;

    private readonly StoreOptions _options;

    private readonly JobTables _tables;

    private readonly Settling _settling;

    private readonly Discovery _discovery;

    private readonly HostClosing _closing;

    private readonly Blocking _blocking;

    private readonly Queue<FailureRecord> _failures = [];

    private readonly long _openedAt;

    private int _nextCheckpoint = LogPages;

    private StorageException? _dead;

    private CrawlStore(StoreOptions options, JobTables tables)
    {
        _options = options;
        _tables = tables;
        _settling = new Settling(tables);
        _closing = new HostClosing(tables, _settling, options.ClosingPortion);
        _blocking = new Blocking(tables, _settling, _closing, options.ClosingPortion);
        _discovery = new Discovery(tables, _settling, _blocking, options);
        _openedAt = options.Time.GetTimestamp();
        Ledger = tables.Book.Snapshot();
    }

    /// <summary>What opening found and did.</summary>
    public RecoveryReport Recovery { get; private set; } = null!;

    /// <summary>The books as last committed.</summary>
    public Ledger Ledger { get; private set; }

    /// <summary>16 random bytes that key the job's URL fingerprints.</summary>
    public ReadOnlyMemory<byte> FingerprintKey => _tables.Job.FingerprintKey;

    /// <summary>The fence: raised durably at every opening; what carries an older one is void.</summary>
    public long Epoch => _tables.Job.Epoch;

    /// <summary>Which crawl of the same URLs this is; 1 is the first.</summary>
    public int Generation => _tables.Job.Generation;

    /// <summary>Why the job is finished, for people; null while it is not.</summary>
    public string? Finished => _tables.Job.Finished;

    /// <summary>When the job was created.</summary>
    public DateTimeOffset CreatedAt => _tables.Job.CreatedAt;

    /// <summary>Running time over all sessions.</summary>
    public TimeSpan Elapsed => _tables.Job.Elapsed + _options.Time.GetElapsedTime(_openedAt);

    /// <summary>The outputs as far as they are committed.</summary>
    public IReadOnlyList<OutputRecord> Outputs => _tables.Outputs.Records;

    /// <summary>The last URLs that failed in this session, newest first; at most 100.</summary>
    public IEnumerable<FailureRecord> RecentFailures => _failures.Reverse();

    /// <summary>What stands beneath: tests make it fail.</summary>
    internal JobTables Tables => _tables;

    /// <summary>Makes a batch durable, all or nothing.</summary>
    /// <param name="batch">What to commit; not changed, so that after a failure the same batch can be committed again.</param>
    /// <exception cref="StorageException">It failed and had no effect; <see cref="StorageException.MayHeal"/> says whether to try again.</exception>
    public CommitResult Commit(CommitBatch batch)
    {
        ThrowIfDead();
        try
        {
            CheckPresence();
            _tables.Begin();
            var dropped = Apply(batch);
            var growth = _tables.Hosts.Growth();
            CommitTables();
            _blocking.Accept();
            Ledger = _tables.Book.Snapshot();
            Debug.Assert(Ledger.Balances, "The ledger does not sum.");
            if (_options.VerifyBooks) BookCheck.Verify(_tables);
            Remember(batch);
            TidyUp();
            return new CommitResult(growth, Ledger) { Dropped = dropped, HostsClosing = Settling };
        }
        catch (Exception e)
        {
            Fail(e);
            throw;
        }
    }

    /// <summary>Says durably that the job is finished.</summary>
    /// <param name="reason">Why, for people.</param>
    public void MarkFinished(string reason)
    {
        ThrowIfDead();
        _tables.Job.Finish(reason);
    }

    /// <summary>Says durably of pages that a process died while it parsed them.</summary>
    /// <returns>How many of them are still queued.</returns>
    public int MarkSuspects(IReadOnlyCollection<VisitKey> pages)
    {
        ThrowIfDead();
        if (pages.Count == 0) return 0;
        try
        {
            _tables.Begin();
            var marked = pages.Count(_tables.Queue.Suspect);
            CommitTables();
            return marked;
        }
        catch (Exception e)
        {
            Fail(e);
            throw;
        }
    }

    /// <summary>
    /// Says that forcing a file of the job directory to the disk has failed, elsewhere: what can still be trusted is for the next start to find out. Nothing
    /// is written or forced any more, not even by closing.
    /// </summary>
    public void Abandon(StorageException failure) => _dead ??= failure;

    /// <summary>Closes the job.</summary>
    /// <param name="clean">True when the caller ends in an orderly way, with nothing in flight that a host's clock does not know of.</param>
    public void Close(bool clean)
    {
        if (_dead is not null) return;
        try
        {
            if (clean) _tables.Job.End();
        }
        finally
        {
            Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_dead is { Kind: StorageError.SyncFailed }) _tables.Database.Abandon();
        _dead ??= new StorageException(StorageError.Closed, $"The store of {_options.Directory} is closed.");
        _settling.Dispose();
        _tables.Dispose();
    }

    /// <summary>What is left to be settled in portions.</summary>
    private int Settling => _closing.Remaining + (_blocking.IsApplying ? 1 : 0);

    private HashSet<long> Apply(CommitBatch batch)
    {
        var dropped = new HashSet<long>();
        foreach (var record in batch.Records) _tables.Outputs.Add(0, record);
        foreach (var capture in batch.Captures) _tables.Archive?.Add(capture);
        _discovery.Clear();
        foreach (var found in batch.Found) _discovery.Add(found);
        foreach (var settled in batch.Settled)
        {
            if (_settling.Settle(settled) is { } depth) _discovery.AddLinks(settled, depth);
            else dropped.Add(settled.Url.Id);
        }

        foreach (var retried in batch.Retried)
            _settling.Retry(retried);
        foreach (var host in batch.Hosts) _tables.Hosts.SaveClock(host);
        foreach (var (hostId, robots) in batch.Robots) _tables.Hosts.SaveRobots(hostId, robots);
        foreach (var limit in batch.Limits) _tables.Hosts.SaveLimit(limit);
        foreach (var order in batch.Blocks) _blocking.Add(order);
        _discovery.Enter();
        foreach (var (hostId, reason, detail) in batch.ClosedHosts) _closing.Add(hostId, reason, detail);
        _closing.Advance();
        _blocking.Advance();
        ScopeTable.Add(_tables.Database, batch.ScopeHosts);
        return dropped;
    }

    private void CommitTables() =>
        _tables.Commit(Elapsed, _options.Time.GetUtcNow(), _options.Durability == Durability.Power);

    /// <summary>What may wait: when it fails for lack of space the commit stands, and is told when it can wait no longer.</summary>
    private void TidyUp()
    {
        try
        {
            _tables.Known.Advance();
            var log = _tables.Database.LogPages;
            if (log < _nextCheckpoint - LogPages) _nextCheckpoint = LogPages;
            if (log < _nextCheckpoint) return;

            // While a reader holds an old state the log cannot begin anew: it grows on, and the next try is as far away as this one was.
            _nextCheckpoint = log + LogPages;
            _tables.Database.Checkpoint();
        }
        catch (StorageException e) when (e.MayHeal)
        {
            // KnownUrls.Prepare fails the next commit but so many.
        }
    }

    private void Remember(CommitBatch batch)
    {
        foreach (var settled in batch.Settled)
        {
            if (settled.Reason.State() != UrlState.Failed) continue;
            if (_failures.Count == MaxFailures) _failures.Dequeue();
            _failures.Enqueue(new FailureRecord(settled.Url.Url, settled.Reason, settled.Status, settled.Detail, settled.FetchedAt));
        }
    }

    /// <summary>An open file outlives its name: without this look, a deleted job directory would be written to for ever.</summary>
    private void CheckPresence()
    {
        var path = Path.Combine(_options.Directory, JobDirectory.DatabaseFile);
        if (!File.Exists(path)) throw new StorageException(StorageError.Gone, $"{path} is no longer there.");
    }

    private void Fail(Exception error)
    {
        if (error is StorageException { MayHeal: false } fatal)
        {
            // What counts is for the next start to find out: no file is touched any more, and the database is let go for whoever starts next.
            _tables.Database.Rollback();
            _dead = new StorageException(fatal.Kind, $"Storage stopped after a failure: {fatal.Message}", fatal);
            return;
        }

        _tables.Rollback();
        _closing.Rollback();
        _blocking.Rollback();
    }

    private void ThrowIfDead()
    {
        if (_dead is not null) throw _dead;
    }
}
