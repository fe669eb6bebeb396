using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Urls;
using ActorCrawler.Storage.Known;
using ActorCrawler.Storage.Sqlite;
using ActorCrawler.Storage.Tables;

namespace ActorCrawler.Storage.Reading;

/// <summary>
/// Reads a job from any process, while it runs or afterwards, and changes nothing. Every call sees the job as it was after some commit.
/// Not thread-safe.
/// </summary>
public sealed class JobReader : IDisposable
{
    /// <summary>The longest chain of referrers that is followed.</summary>
    public const int MaxReferrers = 50;

    private readonly string _directory;

    private readonly Database _database;

    private readonly HostReader _hosts;

    private readonly UrlTable _urls;

    private readonly Statement _visit;

    private readonly Statement _queued;

    private readonly Statement _attempts;

    private readonly Statement _failures;

    private JobReader(string directory, Database database)
    {
        _directory = directory;
        _database = database;
        _hosts = new HostReader(database);
        _urls = new UrlTable(database);
        _visit = database.Prepare($"SELECT {VisitTable.Columns} FROM visit WHERE url_id=?1");
        _queued = database.Prepare("SELECT priority, depth, kind, referrer_id, hops, attempts, not_before, suspect FROM queue WHERE host_id=?1 AND url_id=?2");
        _attempts = database.Prepare("SELECT number, at, reason, status, suspect, detail FROM attempt WHERE url_id=?1 ORDER BY number");
        _failures = database.Prepare(
            "SELECT u.url, v.reason, v.status, v.detail, v.fetched_at FROM visit v JOIN url u ON u.id=v.url_id "
            + "WHERE v.reason>=30 AND v.reason<60 ORDER BY v.row_at DESC LIMIT ?1");
    }

    /// <summary>Opens a job for reading.</summary>
    /// <exception cref="JobDirectoryException">There is no job, or it is of a version that this build does not read.</exception>
    /// <exception cref="StorageException">It cannot be read.</exception>
    public static JobReader Open(string directory)
    {
        directory = Path.GetFullPath(directory);
        var path = Path.Combine(directory, JobDirectory.DatabaseFile);
        if (!File.Exists(path))
        {
            throw new JobDirectoryException(
                JobDirectoryError.NotFound,
                Directory.Exists(directory) ? $"{directory} holds no job: there is no {JobDirectory.DatabaseFile} in it." : $"{directory} does not exist.");
        }

        var database = Database.OpenForReading(path);
        try
        {
            Schema.Check(database, path);
            return new JobReader(directory, database);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>The job as a whole.</summary>
    /// <exception cref="StorageException">It cannot be read.</exception>
    public JobFacts Job() => Consistently(() =>
    {
        var job = new JobTable(_database);
        return new JobFacts
        {
            Identity = job.Identity,
            CreatedAt = job.CreatedAt,
            LastCommit = job.LastCommit,
            Elapsed = job.Elapsed,
            Epoch = job.Epoch,
            Closed = job.Clean,
            Finished = job.Finished,
            ScopeHosts = ScopeTable.Read(_database),
            Outputs = ReadOutputs(),
            Ledger = LedgerBook.Read(_database, job),
        };
    });

    /// <summary>The books.</summary>
    /// <exception cref="StorageException">They cannot be read.</exception>
    public Ledger Ledger() => Consistently(() => LedgerBook.Read(_database, new JobTable(_database)));

    /// <summary>A host by its key (<c>scheme://name[:port]</c>); null when nothing of it is known.</summary>
    /// <exception cref="StorageException">It cannot be read.</exception>
    public HostRecord? Host(string key) => _hosts.ByKey(key);

    /// <summary>The hosts that a pattern means.</summary>
    /// <exception cref="StorageException">They cannot be read.</exception>
    public IReadOnlyList<HostRecord> Hosts(HostPattern pattern) => _hosts.Matching(pattern);

    /// <summary>The hosts that gave most pages. Reads every host.</summary>
    /// <exception cref="StorageException">They cannot be read.</exception>
    public IReadOnlyList<HostRecord> TopHosts(int max) => _hosts.Top(max);

    /// <summary>The URLs that failed last, newest first. Reads every visit.</summary>
    /// <exception cref="StorageException">They cannot be read.</exception>
    public IReadOnlyList<FailureRecord> RecentFailures(int max)
    {
        var failures = new List<FailureRecord>();
        _failures.Bind(1, max);
        while (_failures.Step())
        {
            failures.Add(new FailureRecord(
                _failures.Text(0), (Reason)_failures.Int64(1), _failures.Int32(2), _failures.TextOrNull(3), Time(_failures.Int64OrNull(4))));
        }

        return failures;
    }

    /// <summary>What is stored of a URL; null when it was never found within the scope.</summary>
    /// <param name="url">The canonical URL.</param>
    /// <exception cref="StorageException">It cannot be read.</exception>
    public UrlFacts? Why(string url) => Consistently(() =>
    {
        var job = new JobTable(_database);
        var print = new Fingerprinter(job.FingerprintKey).Compute(System.Text.Encoding.UTF8.GetBytes(url));
        var id = KnownReader.Find(_database, Path.Combine(_directory, JobDirectory.KnownFile), print, url);
        return id != 0 && _urls.Find(id) is { } found ? Facts(id, found.Url, found.HostId) : null;
    });

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    private static DateTimeOffset? Time(long? milliseconds) => milliseconds is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;

    private UrlFacts Facts(long id, string url, long hostId)
    {
        var host = _hosts.ById(hostId) ?? throw new StorageException(StorageError.Corrupt, $"There is no host with the number {hostId}.");
        if (ReadVisit(id) is not { } visit)
        {
            var pending = ReadPending(hostId, id) ?? throw new StorageException(StorageError.Corrupt, $"URL {id} is known, but neither queued nor visited.");
            return new UrlFacts
            {
                Id = id,
                Url = url,
                Host = host,
                Reason = Reason.Queued,
                Kind = pending.Kind,
                Depth = pending.Depth,
                Hops = pending.Hops,
                Attempts = pending.Attempts,
                Referrers = Referrers(pending.ReferrerId),
                History = ReadAttempts(id),
                NotBefore = Time(pending.NotBefore),
                Suspect = pending.Suspect,
            };
        }

        return new UrlFacts
        {
            Id = id,
            Url = url,
            Host = host,
            Reason = visit.Reason,
            Kind = visit.Kind,
            Depth = visit.Depth,
            Hops = visit.Hops,
            Attempts = visit.Attempts,
            Referrers = Referrers(visit.ReferrerId),
            History = ReadAttempts(id),
            Detail = visit.Detail,
            Status = visit.Status,
            RedirectUrl = visit.RedirectUrl,
            ContentType = visit.ContentType,
            Size = visit.Size,
            BytesReceived = visit.BytesReceived,
            Indexable = visit.Indexable,
            FetchedAt = Time(visit.FetchedAt),
            Elapsed = visit.ElapsedMilliseconds is { } elapsed ? TimeSpan.FromMilliseconds(elapsed) : null,
            ETag = visit.ETag,
            LastModified = visit.LastModified,
            ContentHash = visit.ContentHash,
            Page = visit.PageAt is { } page ? new RowPlace(JobDirectory.PagesFile, page, visit.PageLength) : null,
            Row = visit.RowAt is { } row ? new RowPlace(JobDirectory.UrlsFile, row, visit.RowLength) : null,
            Places = ReadPlaces(id),
        };
    }

    private List<string> Referrers(long id)
    {
        var referrers = new List<string>();
        while (id != 0 && referrers.Count < MaxReferrers && _urls.Find(id) is { } referrer)
        {
            referrers.Add(referrer.Url);
            id = ReadVisit(id)?.ReferrerId ?? ReadPending(referrer.HostId, id)?.ReferrerId ?? 0;
        }

        return referrers;
    }

    private EndedVisit? ReadVisit(long id)
    {
        EndedVisit? visit = _visit.Bind(1, id).Step() ? VisitTable.Read(_visit) : null;
        _visit.Reset();
        return visit;
    }

    /// <summary>Reads the whole queue of a host at worst: its key begins with what is not known here.</summary>
    private PendingVisit? ReadPending(long hostId, long id)
    {
        PendingVisit? pending = null;
        if (_queued.Bind(1, hostId).Bind(2, id).Step())
        {
            pending = new PendingVisit
            {
                UrlId = id,
                Priority = _queued.Int32(0),
                Depth = _queued.Int32(1),
                Kind = (VisitKind)_queued.Int64(2),
                ReferrerId = _queued.Int64(3),
                Hops = _queued.Int32(4),
                Attempts = _queued.Int32(5),
                NotBefore = _queued.Int64OrNull(6),
                Suspect = _queued.Int64(7) != 0,
            };
        }

        _queued.Reset();
        return pending;
    }

    private List<AttemptRecord> ReadAttempts(long id)
    {
        var attempts = new List<AttemptRecord>();
        _attempts.Bind(1, id);
        while (_attempts.Step())
        {
            attempts.Add(new AttemptRecord(
                _attempts.Int32(0), DateTimeOffset.FromUnixTimeMilliseconds(_attempts.Int64(1)), (Reason)_attempts.Int64(2), _attempts.Int32(3),
                _attempts.Int64(4) != 0, _attempts.TextOrNull(5)));
        }

        return attempts;
    }

    private List<RowPlace> ReadPlaces(long id)
    {
        var places = new List<RowPlace>();
        var read = _database.Prepare("SELECT o.name, p.at, p.length FROM place p JOIN output o ON o.id=p.output_id WHERE p.url_id=?1 ORDER BY o.id, p.at");
        read.Bind(1, id);
        while (read.Step()) places.Add(new RowPlace(read.Text(0), read.Int64(1), read.Int32(2)));
        _database.Release(read);
        return places;
    }

    private List<OutputRecord> ReadOutputs()
    {
        var outputs = new List<OutputRecord>();
        var read = _database.Prepare("SELECT name, row_count, length FROM output ORDER BY name");
        while (read.Step()) outputs.Add(new OutputRecord(read.Text(0), read.Int64(1), read.Int64(2)));
        _database.Release(read);
        return outputs;
    }

    private T Consistently<T>(Func<T> read)
    {
        _database.Execute("BEGIN");
        try
        {
            return read();
        }
        finally
        {
            _database.Rollback();
        }
    }
}
