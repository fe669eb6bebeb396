using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Frontier;

/// <summary>What an operator wants: blocks and limits. They hold for hosts that are not in memory, too, and are committed with the job.</summary>
public sealed partial class CrawlFrontier
{
    private readonly List<BlockRule> _blocks = [];
    private readonly List<HostLimit> _limits = [];

    /// <summary>The hosts in memory that are meant. Takes time in the number of active hosts.</summary>
    public IReadOnlyList<HostStatus> Hosts(HostPattern pattern) =>
        [.. _hosts.Values.Where(host => pattern.Matches(host.Key)).Select(host => new HostStatus(
            host.Key, host.Clock.InFlight, host.Clock.Slots, host.Clock.Delay, host.WantedAt, host.Pages, Math.Max(0, host.OnDisk - host.Leases)))];

    private void OnBlock(BlockRule rule, DateTimeOffset now)
    {
        _blocks.Add(rule);
        StartBatch(now);
        var ours = rule.Host is null ? [] : _hosts.Values.Where(host => rule.Host.Matches(host.Key)).ToList();
        var leased = _leases.Values.Where(lease => lease.Lease.Visit is not null).Select(lease => lease.Visit.Id)
            .Concat(_batch.Settled.Select(settled => settled.Url.Id)).ToHashSet();
        _batch.Blocks.Add(new BlockOrder(rule, ours.Select(host => host.Id).ToHashSet(), leased));
        foreach (var host in ours) CloseBlocked(host, now);
        if (rule.Host is not null) return;
        foreach (var host in _hosts.Values) DropBlocked(host, now);
    }

    /// <summary>Settles what is blocked of a host's window.</summary>
    private void DropBlocked(HostState host, DateTimeOffset now)
    {
        if (_blocks.Count == 0 || host.Window.Count == 0) return;
        for (var left = host.Window.Count; left > 0; left--)
        {
            var url = host.Window.Dequeue();
            if (BlockOf(host.Key, url.Url) is { } rule) Settle(host, new SettledUrl { Url = url, Reason = Reason.Blocked, Detail = rule.Detail }, now);
            else host.Window.Enqueue(url);
        }
    }

    private BlockRule? BlockOf(string host, string url) => _blocks.Find(rule => rule.Matches(host, url));

    private void CloseBlocked(HostState host, DateTimeOffset now)
    {
        if (host.Closed is null && _blocks.Find(rule => rule.Host?.Matches(host.Key) == true) is { } rule) Close(host, Reason.Blocked, rule.Detail, now);
    }

    private void OnLimit(HostLimit limit, DateTimeOffset now)
    {
        _limits.RemoveAll(known => known.Host.Text == limit.Host.Text);
        _limits.Add(limit);
        StartBatch(now);
        _batch.Limits.Add(limit);
        foreach (var host in _hosts.Values.Where(host => limit.Host.Matches(host.Key)))
        {
            host.Clock.SetLimits(limit.Delay, limit.PerHost);
            MarkDirty(host, now);
            Refill(host);
            _ready.Place(host, now);
        }
    }

    /// <summary>What was ordered while the host's record was on its way, and may not stand in it.</summary>
    private void TakeOrders(HostState host, DateTimeOffset now)
    {
        foreach (var limit in _limits.Where(limit => limit.Host.Matches(host.Key))) host.Clock.SetLimits(limit.Delay, limit.PerHost);
        CloseBlocked(host, now);
    }
}
