using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Storage.Tests;

/// <summary>What a store is to hold, kept in the simplest way: one entry per URL.</summary>
internal sealed class CrawlModel(int maxDepth)
{
    private readonly Dictionary<string, Entry> _urls = new(StringComparer.Ordinal);

    private readonly Dictionary<string, Reason> _closed = new(StringComparer.Ordinal);

    private long _external;

    internal void Apply(CommitBatch batch)
    {
        foreach (var settled in batch.Settled)
        {
            if (_urls[settled.Url.Url] is not { Reason: Reason.Queued } entry) continue;
            entry.Reason = settled.Reason;
            _external += settled.ExternalLinks;
        }

        foreach (var retried in batch.Retried)
            if (_urls[retried.Url.Url] is { Reason: Reason.Queued } entry) entry.Attempts = retried.Attempts;
        _external += batch.Found.Count(found => found.Verdict == Reason.Scope);
        var winners = batch.Found.Select((found, order) => (found, order)).Where(item => item.found.Verdict != Reason.Scope)
            .GroupBy(item => item.found.Url).Select(group => group.MinBy(item => (item.found.Depth, item.order)));
        foreach (var (found, _) in winners.OrderBy(item => item.order)) Enter(found);
        foreach (var (hostId, reason, _) in batch.ClosedHosts)
        {
            var host = _urls.Values.First(entry => entry.HostId == hostId).Host;
            _closed[host] = reason;
            foreach (var entry in _urls.Values)
                if (entry.Host == host && entry.Reason == Reason.Queued) entry.Reason = reason;
        }
    }

    /// <summary>Pages whose rows were lost are queued again.</summary>
    internal void Lose(IEnumerable<string> pages)
    {
        foreach (var url in pages) _urls[url].Reason = Reason.Queued;
    }

    internal void Check(CrawlStore store, string directory)
    {
        var ledger = store.Ledger;
        Assert.True(ledger.Balances);
        Assert.Equal(_urls.Count + _external, ledger.Discovered);
        foreach (var reason in Enum.GetValues<Reason>())
            Assert.Equal(_urls.Values.Count(entry => entry.Reason == reason) + (reason == Reason.Scope ? _external : 0), ledger[reason]);
        foreach (var host in _urls.Values.GroupBy(entry => (entry.Host, entry.HostId)))
        {
            var window = store.LoadWindow(host.Key.HostId, new HashSet<long>(), int.MaxValue, TestClock.Start.AddDays(30), out _);
            Assert.Equal(
                host.Where(entry => entry.Reason == Reason.Queued).OrderBy(entry => (entry.Depth, entry.Id))
                    .Select(entry => (entry.Id, entry.Url, entry.Depth, entry.Attempts)),
                window.Select(url => (url.Id, url.Url, url.Depth, url.Attempts)));
        }

        RecoveryTests.AssertEachRowOnce(
            directory,
            _urls.Values.Count(entry => entry.Reason == Reason.Page),
            _urls.Values.Count(entry => UrlRow.IsWrittenFor(entry.Reason)));
    }

    private void Enter(NewUrl found)
    {
        var closed = _closed.TryGetValue(found.Host, out var reason);
        if (!_urls.TryGetValue(found.Url, out var entry))
        {
            var hostId = _urls.Values.FirstOrDefault(other => other.Host == found.Host)?.HostId ?? _urls.Values.Select(other => other.HostId).Distinct().Count() + 1;
            _urls.Add(found.Url, new Entry(_urls.Count + 1, hostId, found.Host, found.Url)
            {
                Depth = found.Depth,
                Reason = found.Verdict != Reason.Queued ? found.Verdict : found.Depth > maxDepth ? Reason.Depth : closed ? reason : Reason.Queued,
            });
            return;
        }

        if (found.Verdict != Reason.Queued || entry.Reason is not (Reason.Queued or Reason.Depth) || found.Depth >= entry.Depth) return;
        entry.Depth = found.Depth;
        if (entry.Reason == Reason.Depth && found.Depth <= maxDepth) entry.Reason = closed ? reason : Reason.Queued;
    }

    private sealed record Entry(long Id, long HostId, string Host, string Url)
    {
        internal int Depth { get; set; }

        internal int Attempts { get; set; }

        internal Reason Reason { get; set; }
    }
}
