using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Urls;
using ActorCrawler.Storage.Sqlite;

namespace ActorCrawler.Storage.Tables;

/// <summary>Reads hosts whole, with their robots.txt.</summary>
internal sealed class HostReader(Database database)
{
    private const string Columns =
        "SELECT h.id, h.key, h.queued, h.pages, h.last_contact, h.wait, h.crawl_delay, h.failures, h.latency, h.closed, h.delay_override, "
        + "h.per_host_override, r.fetched_at, r.expires, r.outcome, r.status, r.body, r.unreachable_since, h.closed_detail ";

    private const string Robots = "LEFT JOIN robots r ON r.host_id=h.id ";

    private readonly Statement _byId = database.Prepare($"{Columns} FROM host h {Robots} WHERE h.id=?1");

    private readonly Statement _byKey = database.Prepare($"{Columns} FROM host h {Robots} WHERE h.key=?1");

    private readonly Statement _waiting = database.Prepare(
        $"{Columns} FROM waiting w CROSS JOIN host h ON h.id=w.host_id {Robots} WHERE w.host_id>?1 ORDER BY w.host_id");

    private readonly Statement _top = database.Prepare(
        $"{Columns} FROM host h {Robots} WHERE h.urls>0 ORDER BY h.pages DESC, h.queued DESC, h.id LIMIT ?1");

    private readonly Statement _between = database.Prepare($"{Columns} FROM host h {Robots} WHERE h.key>=?1 AND h.key<=?2 ORDER BY h.key");

    private readonly Statement _last = database.Prepare("SELECT coalesce(max(id), 0) FROM host");

    /// <summary>The greatest number of a host; 0 when there is none.</summary>
    internal long LastId()
    {
        _last.Step();
        var id = _last.Int64(0);
        _last.Reset();
        return id;
    }

    internal HostRecord? ById(long id) => One(_byId.Bind(1, id));

    internal HostRecord? ByKey(string key) => One(_byKey.BindText(1, key));

    /// <summary>Hosts with queued URLs, by rising number.</summary>
    internal List<HostRecord> Waiting(long afterId, IReadOnlySet<long> except, int max)
    {
        var hosts = new List<HostRecord>();
        _waiting.Bind(1, afterId);
        while (hosts.Count < max && _waiting.Step())
            if (!except.Contains(_waiting.Int64(0))) hosts.Add(Read(_waiting));
        _waiting.Reset();
        return hosts;
    }

    /// <summary>The hosts that gave most pages.</summary>
    internal List<HostRecord> Top(int max)
    {
        var hosts = new List<HostRecord>();
        _top.Bind(1, max);
        while (_top.Step()) hosts.Add(Read(_top));
        return hosts;
    }

    /// <summary>The hosts that a pattern means.</summary>
    internal List<HostRecord> Matching(HostPattern pattern)
    {
        var hosts = new List<HostRecord>();
        foreach (var (first, last) in pattern.Keys.Select(key => (key, key)).Concat(pattern.Prefixes.Select(prefix => (prefix, prefix + "\uffff"))))
        {
            _between.BindText(1, first).BindText(2, last);
            while (_between.Step()) hosts.Add(Read(_between));
            _between.Reset();
        }

        return hosts;
    }

    private static HostRecord? One(Statement statement)
    {
        var host = statement.Step() ? Read(statement) : null;
        statement.Reset();
        return host;
    }

    private static HostRecord Read(Statement row) => new()
    {
        Id = row.Int64(0),
        Key = row.Text(1),
        Queued = row.Int64(2),
        Pages = row.Int64(3),
        LastContact = Time(row.Int64OrNull(4)),
        Wait = new TimeSpan(row.Int64(5)),
        CrawlDelay = Duration(row.Int64OrNull(6)),
        Failures = row.Int32(7),
        Latency = new TimeSpan(row.Int64(8)),
        Closed = (Reason?)row.Int64OrNull(9),
        ClosedDetail = row.TextOrNull(18),
        DelayOverride = Duration(row.Int64OrNull(10)),
        PerHostOverride = (int?)row.Int64OrNull(11),
        Robots = row.Int64OrNull(12) is { } fetchedAt
            ? new RobotsRecord(
                new DateTimeOffset(fetchedAt, TimeSpan.Zero), new DateTimeOffset(row.Int64(13), TimeSpan.Zero), (byte)row.Int64(14),
                row.Int32(15), row.Bytes(16).ToArray(), Time(row.Int64OrNull(17)))
            : null,
    };

    private static DateTimeOffset? Time(long? ticks) => ticks is { } value ? new DateTimeOffset(value, TimeSpan.Zero) : null;

    private static TimeSpan? Duration(long? ticks) => ticks is { } value ? new TimeSpan(value) : null;
}
