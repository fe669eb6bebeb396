using System.Text;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Storage.Sqlite;
using ActorCrawler.Storage.Tables;

namespace ActorCrawler.Storage.Commits;

/// <summary>
/// What an operator blocked: kept with the job, asked for every new URL, and applied to what is queued, a portion with every commit. A pass
/// that was interrupted begins anew at the next start.
/// </summary>
internal sealed class Blocking
{
    /// <summary>The longest that one match of a pattern may take; one that takes longer counts as a match.</summary>
    private static readonly TimeSpan MatchLimit = TimeSpan.FromMilliseconds(100);

    private readonly JobTables _tables;

    private readonly Settling _settling;

    private readonly HostClosing _closing;

    private readonly int _portion;

    private readonly Statement _add;

    private readonly Statement _done;

    private readonly Statement _scan;

    private readonly List<BlockRule> _rules = [];

    private readonly List<BlockRule> _pending = [];

    private readonly HashSet<long> _leased = [];

    private readonly List<(long HostId, PendingVisit Visit, BlockRule Rule, string Url)> _taken = [];

    private (long HostId, int Priority, int Depth, long UrlId) _after;

    private State _before;

    internal Blocking(JobTables tables, Settling settling, HostClosing closing, int portion)
    {
        _tables = tables;
        _settling = settling;
        _closing = closing;
        _portion = portion;
        _add = tables.Database.Prepare("INSERT INTO block(rule, applied) VALUES(?1, 0)");
        _done = tables.Database.Prepare("UPDATE block SET applied=1");
        _scan = tables.Database.Prepare(
            "SELECT q.host_id, q.priority, q.depth, q.url_id, q.kind, q.referrer_id, q.hops, q.attempts, q.not_before, q.suspect, u.url "
            + "FROM queue q JOIN url u ON u.id=q.url_id WHERE (q.host_id, q.priority, q.depth, q.url_id) > (?1, ?2, ?3, ?4) "
            + "ORDER BY q.host_id, q.priority, q.depth, q.url_id LIMIT ?5");
        Load();
        _before = Keep();
    }

    /// <summary>All rules.</summary>
    internal IReadOnlyList<BlockRule> Rules => _rules;

    /// <summary>Whether the queue is still being gone through.</summary>
    internal bool IsApplying => _pending.Count > 0;

    /// <summary>The rule that blocks a URL; null when none does.</summary>
    internal BlockRule? Find(string hostKey, ReadOnlySpan<byte> url)
    {
        foreach (var rule in _rules)
            if (rule.Matches(hostKey, url)) return rule;
        return null;
    }

    /// <summary>Takes in a rule. Hosts are closed at once; a pattern begins a pass through the queue.</summary>
    internal void Add(BlockOrder order)
    {
        _add.BindText(1, order.Rule.Text).Run();
        _rules.Add(order.Rule);
        if (order.Rule.Host is { } hosts)
        {
            foreach (var host in _tables.Hosts.Reader.Matching(hosts))
            {
                if (!order.ActiveHosts.Contains(host.Id) && host.Closed is null) _closing.Add(host.Id, Reason.Blocked, order.Rule.Detail);
            }

            return;
        }

        _pending.Add(order.Rule);
        _leased.UnionWith(order.Leased);
        _after = default;
    }

    /// <summary>Goes through the next portion of the queue.</summary>
    internal void Advance()
    {
        if (!IsApplying) return;
        _taken.Clear();
        var read = Read();
        foreach (var (hostId, visit, rule, url) in _taken)
        {
            var host = _tables.Hosts.Get(hostId);
            _tables.Hosts.Touch(host);
            _tables.Queue.Delete(hostId, visit.Priority, visit.Depth, visit.UrlId);
            _settling.EndUnfetched(host, visit, Reason.Blocked, rule.Detail, url);
            _tables.Book.Move(Reason.Queued, Reason.Blocked);
            host.Queued--;
            host.Added--;
        }

        if (read == _portion) return;
        _done.Run();
        _pending.Clear();
        _leased.Clear();
    }

    /// <summary>The transaction is durable.</summary>
    internal void Accept() => _before = Keep();

    /// <summary>The transaction failed.</summary>
    internal void Rollback()
    {
        _after = _before.After;
        Restore(_rules, _before.Rules);
        Restore(_pending, _before.Pending);
        _leased.Clear();
        _leased.UnionWith(_before.Leased);
    }

    private static void Restore<T>(List<T> list, T[] before)
    {
        list.Clear();
        list.AddRange(before);
    }

    private int Read()
    {
        var read = 0;
        _scan.Bind(1, _after.HostId).Bind(2, _after.Priority).Bind(3, _after.Depth).Bind(4, _after.UrlId).Bind(5, _portion);
        while (_scan.Step())
        {
            read++;
            var visit = new PendingVisit
            {
                Priority = _scan.Int32(1),
                Depth = _scan.Int32(2),
                UrlId = _scan.Int64(3),
                Kind = (VisitKind)_scan.Int64(4),
                ReferrerId = _scan.Int64(5),
                Hops = _scan.Int32(6),
                Attempts = _scan.Int32(7),
                NotBefore = _scan.Int64OrNull(8),
                Suspect = _scan.Int64(9) != 0,
            };
            _after = (_scan.Int64(0), visit.Priority, visit.Depth, visit.UrlId);
            if (_leased.Contains(visit.UrlId)) continue;
            var url = _scan.Text(10);
            if (_pending.Find(rule => rule.Matches("", Encoding.ASCII.GetBytes(url))) is { } matching) _taken.Add((_after.HostId, visit, matching, url));
        }

        _scan.Reset();
        return read;
    }

    private void Load()
    {
        var read = _tables.Database.Prepare("SELECT rule, applied FROM block ORDER BY id");
        while (read.Step())
        {
            if (!BlockRule.TryParse(read.Text(0), MatchLimit, out var rule, out var error)) throw new StorageException(StorageError.Corrupt, $"A block cannot be read: {error}");
            _rules.Add(rule);
            if (read.Int64(1) == 0 && rule.Host is null) _pending.Add(rule);
        }

        _tables.Database.Release(read);
    }

    private State Keep() => new([.. _rules], [.. _pending], [.. _leased], _after);

    private readonly record struct State(BlockRule[] Rules, BlockRule[] Pending, long[] Leased, (long, int, int, long) After);
}
