using ActorCrawler.Core.Robots;

namespace ActorCrawler.Core.Frontier;

/// <summary>Choosing what is fetched next.</summary>
public sealed partial class CrawlFrontier
{
    private bool OutOfPages => _budgets.MaxPages is { } max && _pages + _pagesInFlight >= max;

    private bool OutOfBudget(DateTimeOffset now) =>
        (_budgets.MaxPages is { } pages && _pages >= pages)
        || (_budgets.MaxBytes is { } bytes && _bytesReceived >= bytes)
        || (_budgets.MaxTime is { } time && _firstDispatch is { } first && now - first >= time);

    private bool Stopped(DateTimeOffset now) => _stopping || OutOfBudget(now);

    private bool MayDispatch(DateTimeOffset now) =>
        !_paused && _blocked is null && !Stopped(now) && !OutOfPages
        && _fetching < _settings.Concurrency
        && _leases.Count + Uncommitted < _settings.MaxUncommitted
        && _bytesHeld + _capturesHeld < _settings.MaxBytesHeld;

    private int Uncommitted => _batch.Settled.Count + (_committing?.Settled.Count ?? 0);

    private void Dispatch(DateTimeOffset now)
    {
        while (MayDispatch(now) && _ready.TryTake(now, out var host))
        {
            if (_addresses.Admits(host)) Serve(host, now);
            Refill(host);
            _ready.Place(host, now);
            _addresses.EndTurn(host, now);
        }
    }

    /// <summary>Starts one exchange with a host whose turn it is, unless it turns out to have nothing to fetch.</summary>
    private void Serve(HostState host, DateTimeOffset now)
    {
        // Between taking its place and its turn the host may have lost its slot or got a later time.
        if (host.WantedAt is not { } at || at > now) return;
        while (host.Window.Count > 0)
        {
            if (!_politeness.IgnoreRobots && (host.Robots is null || host.RobotsExpires <= now))
            {
                FetchRobots(host, now);
                return;
            }

            var url = host.Window.Dequeue();
            if (RobotsRule(host, url) is { } line)
            {
                Settle(host, new SettledUrl { Url = url, Reason = Reason.Robots, Detail = line }, now);
                continue;
            }

            Lease(host, url, now);
            return;
        }
    }

    /// <summary>The line of robots.txt that forbids a URL; null when it is allowed.</summary>
    private static string? RobotsRule(HostState host, QueuedUrl url)
    {
        if (host.Robots is not { } rules) return null;
        var path = PathAndQuery(url.Url);
        var verdict = rules.Judge(path);
        return verdict.Allowed ? null : $"robots.txt line {verdict.Line}: {rules.Explain(path)}";
    }

    /// <summary>Path and query of a canonical URL, which has no fragment.</summary>
    internal static ReadOnlySpan<char> PathAndQuery(ReadOnlySpan<char> url)
    {
        var authority = url.IndexOf("://", StringComparison.Ordinal) + 3;
        var slash = url[authority..].IndexOf('/');
        return slash < 0 ? "/" : url[(authority + slash)..];
    }

    private void Lease(HostState host, QueuedUrl url, DateTimeOffset now)
    {
        var purpose = url.Kind == VisitKind.Sitemap ? LeasePurpose.Sitemap : LeasePurpose.Page;
        if (purpose == LeasePurpose.Page)
        {
            _pagesInFlight++;
            host.PagesInFlight++;
            WatchBudget(host, now);
        }

        host.Leases++;
        Grant(host, new Lease(++_nextLease, _fence, host.Id, host.Key, purpose, url.Url, url), now);
    }

    private void FetchRobots(HostState host, DateTimeOffset now)
    {
        var url = host.RobotsRedirect?.Url ?? host.Key + "/robots.txt";
        var origin = Origin(url);
        var guest = origin == host.Key ? null : _byKey.GetValueOrDefault(origin);
        var guestClock = origin == host.Key ? null : guest?.Clock ?? Stranger(origin, now);
        if (guestClock is not null)
        {
            // A redirect to another host is an exchange with that host too, and waits for its clock.
            var at = guestClock.NextStart ?? now + GuestRetry;
            if (at > now)
            {
                host.Clock.HoldUntil(at);
                return;
            }

            guestClock.Reserve();
        }

        host.RobotsInFlight = true;
        Grant(host, new Lease(++_nextLease, _fence, host.Id, host.Key, LeasePurpose.Robots, url, null), now, guest, guestClock);
    }

    /// <summary>The clock of a host that is not active in the crawl, but that a robots.txt was redirected to: many hosts may share one place for theirs.</summary>
    private HostClock Stranger(string origin, DateTimeOffset now)
    {
        if (_strangers.TryGetValue(origin, out var clock)) return clock;
        if (_strangers.Count >= _settings.MaxActiveHosts)
        {
            foreach (var (idle, _) in _strangers.Where(s => s.Value.InFlight == 0 && s.Value.NextStart <= now).ToList()) _strangers.Remove(idle);
        }

        clock = new HostClock(_politeness);
        // An earlier run may have asked it for the same file a moment ago.
        if (_fullDelayUpTo > 0) clock.HoldUntil(_begin + clock.Delay);
        return _strangers[origin] = clock;
    }

    /// <summary>How long to wait when all slots of a host that robots.txt was redirected to are taken.</summary>
    private static readonly TimeSpan GuestRetry = TimeSpan.FromMilliseconds(500);

    /// <summary>Scheme, name and port of a canonical URL.</summary>
    internal static string Origin(string url) => url[..^PathAndQuery(url).Length];

    private void Grant(HostState host, Lease lease, DateTimeOffset now, HostState? guest = null, HostClock? guestClock = null)
    {
        host.Clock.Reserve();
        _firstDispatch ??= now;
        _fetching++;
        var state = new LeaseState(lease, host, now + _leaseTime + _settings.LeaseGrace) { Guest = guest, GuestClock = guestClock };
        _addresses.Take(state);
        _leases.Add(lease.Id, state);
        _deadlines.Enqueue(state);
        _effects.Add(new FrontierEffect.Fetch(lease));
    }

    /// <summary>A fetcher always answers within its deadline; one that does not has died, and its lease is taken back.</summary>
    private void TakeBackLostLeases(DateTimeOffset now)
    {
        while (_deadlines.TryPeek(out var lease) && (lease.Deadline <= now || lease.Exchange is not null || !_leases.ContainsKey(lease.Lease.Id)))
        {
            _deadlines.Dequeue();
            if (lease.Exchange is not null || !_leases.ContainsKey(lease.Lease.Id)) continue;
            Note(true, $"no result for {lease.Lease.Url} within its deadline; it goes back to the queue");
            _effects.Add(new FrontierEffect.Release(lease.Lease.Id));
            if (lease.Lease.Purpose == LeasePurpose.Robots) OnRobotsReplied(new(lease.Lease.Id, _leaseTime, null, new RobotsReply.Abandoned()), now);
            else GiveBack(lease, now);
        }
    }

    private void ReleaseSlots(LeaseState lease, DateTimeOffset now)
    {
        _addresses.Give(lease, null, now);
        lease.Host.Clock.Release(now);
        MarkContacted(lease.Host, now);
        lease.GuestClock?.Release(now);
        if (lease.Guest is { } guest) MarkContacted(guest, now);
    }

    /// <summary>Asks for more of a host's queue when little of it is left in memory.</summary>
    private void Refill(HostState host)
    {
        if (host.Loading || host.Closed is not null || host.OverBudget || Stopping) return;
        if (host.NothingUntil == DateTimeOffset.MaxValue && !host.WindowStale) return;
        if (host.Loadable <= 0 && !host.WindowStale) return;
        var max = Math.Clamp(host.Clock.Slots * 8, Math.Min(16, _settings.WindowSize), _settings.WindowSize);
        if (!host.WindowStale && host.Window.Count > max / 4) return;
        if (host.WindowStale) host.DropWindow();
        host.Loading = true;
        _effects.Add(new FrontierEffect.LoadWindow(host.Id, new HashSet<long>(host.Held), max));
    }

    private bool Stopping => _stopping || _finished;

    /// <summary>A host takes no more than it may still give; once it has given all, it is closed, and makes room for others.</summary>
    private void WatchBudget(HostState host, DateTimeOffset now)
    {
        if (_budgets.MaxPagesPerHost is not { } max) return;
        host.OverBudget = host.Pages + host.PagesInFlight >= max;
        if (host.Pages >= max && host.Closed is null) Close(host, Reason.Budget, Invariant($"{max} pages per host"), now);
    }

    private void Activate(HostRecord record, DateTimeOffset now)
    {
        var host = new HostState(record, _politeness);
        host.Clock.Restore(record, now, record.Id <= _fullDelayUpTo);
        if (record.Robots is { } robots)
        {
            host.Robots = RobotsRules.Parse(robots.Body.Span, _politeness.RobotsProductToken, _politeness.RobotsMaxBytes);
            // A clock that was set back must not keep the file in use for longer than any file may be.
            host.RobotsExpires = Earlier(robots.Expires, now + _politeness.RobotsCache)!.Value;
            host.RobotsUnreachableSince = robots.UnreachableSince is { } since ? Earlier(since, now) : null;
        }

        if (_strangers.Remove(host.Key, out var stranger)) host.Clock.HoldUntil(stranger.NextStart ?? now + stranger.Delay);
        _hosts.Add(host.Id, host);
        _byKey[host.Key] = host;
        if (host.Closed is not { } reason)
        {
            WatchBudget(host, now);
            TakeOrders(host, now);
        }
        else if (host.OnDisk > 0)
        {
            Close(host, reason, host.ClosedDetail, now);
        }

        Refill(host);
        _ready.Place(host, now);
    }

    /// <summary>Drops hosts that have nothing to do when there are more on disk, and asks for those.</summary>
    private void LoadHostsWhenFew()
    {
        if (Stopping) return;
        if (_wanted.Count > 0)
        {
            _effects.Add(new FrontierEffect.LoadHosts([.. _wanted]));
            _requested.UnionWith(_wanted);
            _wanted.Clear();
        }

        if (!_moreHosts || _loadingHosts > 0) return;
        if (_drained > _settings.MaxActiveHosts / 8)
        {
            _drained = 0;
            foreach (var idle in _hosts.Values.Where(h => h.Idle).ToList())
            {
                _hosts.Remove(idle.Id);
                _byKey.Remove(idle.Key);
            }
        }

        // In batches, so that the disk is not asked anew for every host that is done.
        var room = _settings.MaxActiveHosts - _hosts.Count - _requested.Count;
        if (room == 0 || room < _settings.MaxActiveHosts / 16) return;
        _loadingHosts = room;
        _effects.Add(new FrontierEffect.LoadMoreHosts(_hosts.Keys.Concat(_requested).ToHashSet(), room));
    }
}
