using System.Text;
using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Core.Tests.Frontier;

/// <summary>A model of the job directory, in memory: what a store does with a commit, said as simply as possible.</summary>
internal sealed class FakeStore(int? maxDepth = null)
{
    private readonly Dictionary<string, long> _ids = [];
    private readonly Dictionary<long, Row> _rows = [];
    private readonly Dictionary<string, HostRecord> _hosts = [];
    private readonly long[] _counts = new long[256];
    private long _bytes;

    public List<SettledUrl> Settled { get; } = [];

    /// <summary>Rules that were committed; what they name is excluded at once, but for what was leased then.</summary>
    public List<BlockRule> Blocks { get; } = [];

    public List<HostLimit> Limits { get; } = [];

    public List<RetriedUrl> Retried { get; } = [];

    public Ledger Ledger => new(_rows.Count, _counts, _bytes);

    public IEnumerable<string> UrlsWith(Reason reason) => _rows.Values.Where(r => r.Reason == reason).Select(r => r.Url.Url);

    public IReadOnlyList<HostRecord> Hosts(IReadOnlySet<long> except, int max) =>
        [.. _hosts.Values.Select(Counted).Where(h => h.Queued > 0 && !except.Contains(h.Id)).Take(max)];

    public IReadOnlyList<HostRecord> Hosts(IReadOnlyList<long> ids) => [.. _hosts.Values.Where(h => ids.Contains(h.Id)).Select(Counted)];

    public (IReadOnlyList<QueuedUrl> Urls, DateTimeOffset? NextRetry) Window(long host, IReadOnlySet<long> except, int max, DateTimeOffset now)
    {
        var queued = _rows.Values.Where(r => r.Reason == Reason.Queued && r.Url.HostId == host && !except.Contains(r.Url.Id)).ToList();
        var later = queued.Where(r => r.Url.NotBefore > now).ToList();
        return ([.. queued.Except(later).OrderBy(r => r.Url.Depth).ThenBy(r => r.Url.Id).Take(max).Select(r => r.Url)], later.Min(r => r.Url.NotBefore));
    }

    public CommitResult Commit(CommitBatch batch)
    {
        var growth = new Dictionary<string, (int Added, int MinDepth)>();
        var dropped = new HashSet<long>();
        foreach (var settled in batch.Settled)
        {
            if (_rows[settled.Url.Id].Reason == Reason.Blocked)
            {
                Assert.Equal(Reason.Blocked, settled.Reason);
                dropped.Add(settled.Url.Id);
                continue;
            }

            Assert.Equal(Reason.Queued, _rows[settled.Url.Id].Reason);
            Move(settled.Url.Id, settled.Reason);
            _bytes += settled.BytesReceived;
            Settled.Add(settled);
            if (settled.Reason.IsPage())
            {
                var host = _hosts.Values.Single(h => h.Id == settled.Url.HostId);
                _hosts[host.Key] = host with { Pages = host.Pages + 1 };
            }

            foreach (var link in Encoding.UTF8.GetString(settled.Links.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries))
                Add(new NewUrl(link, FakeWeb.Origin(link), VisitKind.Link, settled.Url.Depth + 1, settled.Url.Id, 0, Reason.Queued), growth);
        }

        foreach (var retried in batch.Retried)
        {
            Retried.Add(retried);
            _bytes += retried.BytesReceived;
            var row = _rows[retried.Url.Id];
            row.Url = row.Url with { NotBefore = retried.NotBefore, Attempts = retried.Attempts, Suspect = retried.Suspect };
        }

        foreach (var found in batch.Found) Add(found, growth);
        foreach (var host in batch.Hosts) _hosts[host.Key] = host with { Pages = _hosts[host.Key].Pages, Robots = _hosts[host.Key].Robots };
        foreach (var (id, robots) in batch.Robots)
        {
            var host = _hosts.Values.Single(h => h.Id == id);
            _hosts[host.Key] = host with { Robots = robots };
        }

        foreach (var (id, reason, _) in batch.ClosedHosts)
        {
            foreach (var row in _rows.Values.Where(r => r.Url.HostId == id && r.Reason == Reason.Queued).ToList()) Move(row.Url.Id, reason);
        }

        Limits.AddRange(batch.Limits);
        foreach (var order in batch.Blocks) Block(order, growth);
        Assert.True(Ledger.Balances);
        return new CommitResult([.. growth.Select(g => new HostGrowth(_hosts[g.Key].Id, g.Key, g.Value.Added, g.Value.MinDepth))], Ledger) { Dropped = dropped };
    }

    private void Block(BlockOrder order, Dictionary<string, (int Added, int MinDepth)> growth)
    {
        Blocks.Add(order.Rule);
        foreach (var row in _rows.Values.Where(r => r.Reason == Reason.Queued && !order.Leased.Contains(r.Url.Id) && !order.ActiveHosts.Contains(r.Url.HostId)))
        {
            var host = FakeWeb.Origin(row.Url.Url);
            if (!order.Rule.Matches(host, row.Url.Url)) continue;
            Move(row.Url.Id, Reason.Blocked);
            var before = growth.GetValueOrDefault(host, (Added: 0, MinDepth: int.MaxValue));
            growth[host] = (before.Added - 1, before.MinDepth);
        }
    }

    private void Add(NewUrl found, Dictionary<string, (int Added, int MinDepth)> growth)
    {
        if (_ids.ContainsKey(found.Url)) return;
        if (!_hosts.TryGetValue(found.Host, out var host)) _hosts[found.Host] = host = new HostRecord { Id = _hosts.Count + 1, Key = found.Host };
        var id = _ids[found.Url] = _ids.Count + 1;
        var reason = found.Verdict != Reason.Queued ? found.Verdict : found.Depth > maxDepth ? Reason.Depth : Blocks.Exists(b => b.Matches(found.Host, found.Url)) ? Reason.Blocked : Reason.Queued;
        _rows[id] = new Row(new QueuedUrl(id, host.Id, found.Url, found.Kind, found.Depth, found.ReferrerId, null, found.Hops, 0, null, false), reason);
        _counts[(byte)reason]++;
        if (reason != Reason.Queued) return;
        var before = growth.GetValueOrDefault(found.Host, (Added: 0, MinDepth: int.MaxValue));
        growth[found.Host] = (before.Added + 1, Math.Min(before.MinDepth, found.Depth));
    }

    private HostRecord Counted(HostRecord host) =>
        host with { Queued = _rows.Values.Count(r => r.Url.HostId == host.Id && r.Reason == Reason.Queued) };

    private void Move(long id, Reason reason)
    {
        _counts[(byte)_rows[id].Reason]--;
        _counts[(byte)reason]++;
        _rows[id].Reason = reason;
    }

    private sealed class Row(QueuedUrl url, Reason reason)
    {
        public QueuedUrl Url { get; set; } = url;

        public Reason Reason { get; set; } = reason;
    }
}
