using System.Text;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Storage.Sqlite;

namespace ActorCrawler.Storage.Tables;

/// <summary>Hosts: their numbers, counts and clocks. Keeps those in use in memory, up to a limit.</summary>
internal sealed class HostTable
{
    private readonly int _capacity;

    private readonly Dictionary<string, HostEntry> _byKey = new(StringComparer.Ordinal);

    private readonly Dictionary<long, HostEntry> _byId = [];

    private readonly List<HostEntry> _touched = [];

    private readonly Statement _find;

    private readonly Statement _get;

    private readonly Statement _insert;

    private readonly Statement _saveCounts;

    private readonly Statement _beginWaiting;

    private readonly Statement _endWaiting;

    private readonly Statement _saveClock;

    private readonly Statement _saveClosed;

    private readonly Statement _saveRobots;

    private readonly Statement _saveLimit;

    private readonly HostReader _reader;

    private long _nextId;

    /// <param name="database">Where they stand.</param>
    /// <param name="capacity">Hosts kept in memory between commits.</param>
    internal HostTable(Database database, int capacity)
    {
        _capacity = capacity;
        _find = database.Prepare("SELECT id, urls, queued, pages, closed, closed_detail FROM host WHERE key=?1");
        _get = database.Prepare("SELECT key, urls, queued, pages, closed, closed_detail FROM host WHERE id=?1");
        _insert = database.Prepare("INSERT INTO host(id, key, urls, queued, pages) VALUES(?1, ?2, 0, 0, 0)");
        _saveCounts = database.Prepare("UPDATE host SET urls=?2, queued=?3, pages=?4 WHERE id=?1");
        _beginWaiting = database.Prepare("INSERT INTO waiting VALUES(?1)");
        _endWaiting = database.Prepare("DELETE FROM waiting WHERE host_id=?1");
        _saveClock = database.Prepare(
            "UPDATE host SET last_contact=?2, wait=?3, crawl_delay=?4, failures=?5, latency=?6, closed=?7, delay_override=?8, per_host_override=?9, closed_detail=?10 WHERE id=?1");
        _saveClosed = database.Prepare("UPDATE host SET closed=?2, closed_detail=?3 WHERE id=?1");
        _saveRobots = database.Prepare("INSERT OR REPLACE INTO robots VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)");
        _saveLimit = database.Prepare("UPDATE host SET delay_override=?2, per_host_override=?3 WHERE id=?1");
        _reader = new HostReader(database);
        _nextId = (database.Scalar("SELECT max(id) FROM host") ?? 0) + 1;
    }

    /// <summary>Hosts that this transaction changed.</summary>
    internal IReadOnlyList<HostEntry> Touched => _touched;

    /// <summary>What is stored of hosts, for whoever reads it whole.</summary>
    internal HostReader Reader => _reader;

    /// <summary>The host of that key (UTF-8); entered when it is new.</summary>
    internal HostEntry GetOrAdd(ReadOnlySpan<byte> key)
    {
        const int onStack = 512;
        var chars = key.Length <= onStack ? stackalloc char[onStack] : new char[key.Length];
        chars = chars[..Encoding.UTF8.GetChars(key, chars)];
        return _byKey.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(chars, out var entry) ? entry : LoadOrAdd(chars.ToString());
    }

    /// <summary>The host of that number.</summary>
    /// <exception cref="StorageException">There is none: the database is damaged, or the number never came from here.</exception>
    internal HostEntry Get(long id)
    {
        if (_byId.TryGetValue(id, out var entry)) return entry;
        if (!_get.Bind(1, id).Step()) throw new StorageException(StorageError.Corrupt, $"There is no host with the number {id}.");
        entry = Read(_get, id, _get.Text(0));
        _get.Reset();
        _byKey[entry.Key] = entry;
        _byId.Add(id, entry);
        return entry;
    }

    /// <summary>Marks a host whose counts are about to change.</summary>
    internal void Touch(HostEntry entry)
    {
        if (entry.Touched) return;
        entry.Touched = true;
        _touched.Add(entry);
    }

    /// <summary>Writes clock and limits, and whether and why a host is closed.</summary>
    internal void SaveClock(HostRecord host)
    {
        var entry = Get(host.Id);
        Touch(entry);
        entry.Closed = host.Closed;
        entry.ClosedDetail = host.ClosedDetail;
        _saveClock.Bind(1, host.Id).Bind(2, host.LastContact?.UtcTicks).Bind(3, host.Wait.Ticks).Bind(4, host.CrawlDelay?.Ticks)
            .Bind(5, host.Failures).Bind(6, host.Latency.Ticks).Bind(7, (long?)host.Closed).Bind(8, host.DelayOverride?.Ticks)
            .Bind(9, host.PerHostOverride).BindText(10, host.ClosedDetail).Run();
    }

    internal void SaveClosed(HostEntry entry, Reason? reason, string? detail)
    {
        Touch(entry);
        entry.Closed = reason;
        entry.ClosedDetail = detail;
        _saveClosed.Bind(1, entry.Id).Bind(2, (long?)reason).BindText(3, detail).Run();
    }

    /// <summary>Writes limits of hosts, those included of which nothing is known yet.</summary>
    internal void SaveLimit(HostLimit limit)
    {
        foreach (var key in limit.Host.Keys) GetOrAdd(Encoding.UTF8.GetBytes(key));
        foreach (var host in _reader.Matching(limit.Host)) _saveLimit.Bind(1, host.Id).Bind(2, limit.Delay?.Ticks).Bind(3, limit.PerHost).Run();
    }

    internal void SaveRobots(long hostId, RobotsRecord robots) =>
        _saveRobots.Bind(1, hostId).Bind(2, robots.FetchedAt.UtcTicks).Bind(3, robots.Expires.UtcTicks).Bind(4, robots.Outcome)
            .Bind(5, robots.Status).BindBlob(6, robots.Body.Span).Bind(7, robots.UnreachableSince?.UtcTicks).Run();

    /// <summary>Writes the counts that changed.</summary>
    internal void Save()
    {
        foreach (var host in _touched)
        {
            _saveCounts.Bind(1, host.Id).Bind(2, host.Urls).Bind(3, host.Queued).Bind(4, host.Pages).Run();
            if (host.Waiting == host.Queued > 0) continue;
            (host.Queued > 0 ? _beginWaiting : _endWaiting).Bind(1, host.Id).Run();
            host.Waiting = host.Queued > 0;
        }
    }

    internal IReadOnlyList<HostGrowth> Growth()
    {
        var growth = new List<HostGrowth>();
        foreach (var host in _touched)
            if (host.Added != 0 || host.MinDepth != int.MaxValue) growth.Add(new HostGrowth(host.Id, host.Key, host.Added, host.MinDepth));
        return growth;
    }

    internal void Accept()
    {
        foreach (var host in _touched)
        {
            host.Touched = false;
            host.Added = 0;
            host.MinDepth = int.MaxValue;
        }

        _touched.Clear();
        if (_byKey.Count > _capacity) Forget();
    }

    /// <summary>Forgets what is in memory: after a failed transaction the database knows better.</summary>
    internal void Rollback(Database database)
    {
        _touched.Clear();
        Forget();
        _nextId = (database.Scalar("SELECT max(id) FROM host") ?? 0) + 1;
    }

    private static HostEntry Read(Statement row, long id, string key) => new(id, key)
    {
        Urls = row.Int64(1),
        Queued = row.Int64(2),
        Waiting = row.Int64(2) > 0,
        Pages = row.Int64(3),
        Closed = (Reason?)row.Int64OrNull(4),
        ClosedDetail = row.TextOrNull(5),
    };

    private HostEntry LoadOrAdd(string key)
    {
        HostEntry entry;
        if (_find.BindText(1, key).Step())
        {
            entry = Read(_find, _find.Int64(0), key);
            _find.Reset();
        }
        else
        {
            entry = new HostEntry(_nextId++, key);
            _insert.Bind(1, entry.Id).BindText(2, key).Run();
        }

        _byKey.Add(key, entry);
        _byId[entry.Id] = entry;
        return entry;
    }

    private void Forget()
    {
        _byKey.Clear();
        _byId.Clear();
    }
}
