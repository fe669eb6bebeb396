namespace ActorCrawler.Core.Frontier;

/// <summary>Making progress durable, and knowing when the crawl is over.</summary>
public sealed partial class CrawlFrontier
{
    private bool HasUncommitted => !_batch.IsEmpty || _dirty.Count > 0 || _hostsClosing > 0;

    private void StartBatch(DateTimeOffset now)
    {
        if (!HasUncommitted) _batchSince = now;
    }

    private void MarkDirty(HostState host, DateTimeOffset now)
    {
        StartBatch(now);
        if (_dirty.Add(host)) host.Dirty = true;
    }

    /// <summary>Notes that an exchange with a host has ended, and what the host asked for by it.</summary>
    private void MarkContacted(HostState host, DateTimeOffset now)
    {
        host.WaitIsUnsafe = host.Clock.IsAsked;
        MarkDirty(host, now);
    }

    private void CommitWhenDue(DateTimeOffset now)
    {
        if (_committing is not null || !HasUncommitted) return;
        var hungry = _ready.Ready == 0 && _ready.Waiting == 0 && _fetching + _parsing < _settings.Concurrency / 2 && !_batch.IsEmpty;
        // A batch of half of what may be uncommitted is made durable while the other half is being fetched: waiting longer would stop dispatch.
        var full = _batch.Settled.Count >= Math.Min(_pace.Visits, (_settings.MaxUncommitted + 1) / 2) || _batchBytes >= _pace.Bytes;
        if (!_batchHasStarts && !hungry && !full && _hostsClosing == 0 && _leases.Count > 0 && now - _batchSince < _pace.Interval) return;
        foreach (var host in _dirty)
        {
            host.Dirty = false;
            _batch.Hosts.Add(host.ToRecord());
        }

        _dirty.Clear();
        (_committing, _batch, _spare) = (_batch, _spare, _batch);
        _batch.Clear();
        _batchBytes = 0;
        _batchHasStarts = false;
        _effects.Add(new FrontierEffect.Commit(_committing));
    }

    private void OnCommitted(CommitResult result, DateTimeOffset now)
    {
        var batch = _committing ?? throw new InvalidOperationException("No commit is under way.");
        _committing = null;
        _ledger = result.Ledger;
        _hostsClosing = result.HostsClosing;
        foreach (var capture in batch.Captures) _capturesHeld -= capture.Bytes;
        foreach (var record in batch.Hosts)
        {
            if (!_hosts.TryGetValue(record.Id, out var host) || !host.WaitIsUnsafe || host.Dirty) continue;
            host.WaitIsUnsafe = false;
            _ready.Place(host, now);
        }

        foreach (var settled in batch.Settled)
        {
            _capturesHeld -= settled.Capture?.Bytes ?? 0;
            if (!_hosts.TryGetValue(settled.Url.HostId, out var host)) continue;
            host.Held.Remove(settled.Url.Id);
            if (!result.Dropped.Contains(settled.Url.Id) && --host.OnDisk == 0) _drained++;
            Refill(host);
            _ready.Place(host, now);
        }

        foreach (var retried in batch.Retried)
        {
            if (!_hosts.TryGetValue(retried.Url.HostId, out var host)) continue;
            host.Held.Remove(retried.Url.Id);
            if (host.NothingUntil is null || retried.NotBefore < host.NothingUntil)
                host.NothingUntil = host.NothingUntil is null ? null : retried.NotBefore;
            if (host.Loading) host.GrewWhileLoading = true;
            _ready.Place(host, now);
        }

        foreach (var (id, _, _) in batch.ClosedHosts)
        {
            if (!_hosts.TryGetValue(id, out var host)) continue;
            host.OnDisk = host.Held.Count;
            if (host.OnDisk == 0) _drained++;
        }

        foreach (var growth in result.Growth) Grow(growth, now);
        TakeStarts(now);
    }

    private void Grow(HostGrowth growth, DateTimeOffset now)
    {
        if (!_hosts.TryGetValue(growth.HostId, out var host))
        {
            if (growth.MinDepth == int.MaxValue || _requested.Contains(growth.HostId)) return;
            if (_hosts.Count + _requested.Count + _wanted.Count + _loadingHosts < _settings.MaxActiveHosts) _wanted.Add(growth.HostId);
            else _moreHosts = true;
            return;
        }

        host.OnDisk += growth.Added;
        if (host.OnDisk == 0) _drained++;
        if (host.Closed is { } reason)
        {
            Close(host, reason, host.ClosedDetail, now);
            return;
        }

        host.NothingUntil = null;
        if (host.Loading) host.GrewWhileLoading = true;
        if (host.Window.Count > 0 && growth.MinDepth < host.WindowDepth) host.WindowStale = true;
        Refill(host);
        _ready.Place(host, now);
    }

    private void FinishWhenDone(DateTimeOffset now)
    {
        if (_finished || _leases.Count > 0 || HasUncommitted || _committing is not null) return;
        if (_stopping) Finish(FinishReason.Stopped);
        else if (_ledger[Reason.Queued] == 0) Finish(_ledger[Reason.Budget] == 0 ? FinishReason.Complete : FinishReason.Budget);
        else if (OutOfBudget(now)) Finish(FinishReason.Budget);
    }

    private void Finish(FinishReason reason)
    {
        _finished = true;
        _effects.Add(new FrontierEffect.Finished(reason));
    }
}
