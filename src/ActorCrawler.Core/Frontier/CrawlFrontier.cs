namespace ActorCrawler.Core.Frontier;

/// <summary>
/// The decisions of a crawl: what is fetched next, and what becomes of every URL. A state machine without input, output or clock: it is told
/// commands and the time, and answers effects. Not thread-safe. It never holds the set of known URLs: only the windows of the active hosts,
/// the leases, and what waits for the next commit, all bounded by the settings.
/// </summary>
/// <remarks>
/// A URL's way: queued on disk → window (loaded, still queued on disk) → leased (fetching, then parsing) → in the batch → committed.
/// </remarks>
public sealed partial class CrawlFrontier
{
    private const int StartsPerCommit = 4096;

    private readonly FrontierSettings _settings;
    private readonly PolitenessSettings _politeness;
    private readonly Budgets _budgets;
    private readonly CommitPace _pace;
    private readonly IUrlRules _rules;
    private readonly Random _random;
    private readonly long _fence;
    private readonly TimeSpan _leaseTime;
    private IEnumerator<NewUrl>? _starts;

    private readonly Dictionary<long, HostState> _hosts = [];
    private readonly Dictionary<string, HostState> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HostClock> _strangers = new(StringComparer.Ordinal);
    private readonly ReadyHosts _ready = new();
    private readonly AddressSlots _addresses;
    private readonly DuplicateIndex? _duplicates;
    private readonly Dictionary<long, LeaseState> _leases = [];
    private readonly Queue<LeaseState> _deadlines = new();
    private readonly HashSet<HostState> _dirty = [];
    private readonly List<long> _wanted = [];
    private readonly HashSet<long> _requested = [];
    private List<FrontierEffect> _effects = [];

    private CommitBatch _batch = new();
    private CommitBatch _spare = new();
    private CommitBatch? _committing;
    private bool _batchHasStarts;
    private DateTimeOffset _batchSince;
    private long _batchBytes;

    private Ledger _ledger = Ledger.Empty;
    private long _fullDelayUpTo;
    private DateTimeOffset _begin;
    private long _nextLease;
    private int _fetching;
    private int _parsing;
    private long _bytesHeld;
    private long _capturesHeld;
    private long _pages;
    private long _pagesInFlight;
    private long _bytesReceived;
    private DateTimeOffset? _firstDispatch;
    private bool _moreHosts;
    private int _loadingHosts;
    private bool _started;
    private bool _paused;
    private bool _stopping;
    private bool _finished;
    private string? _blocked;
    private int _drained;
    private int _hostsClosing;

    /// <summary>A frontier that waits for <see cref="FrontierCommand.Start"/>.</summary>
    /// <param name="settings">Sizes and retries.</param>
    /// <param name="politeness">How hosts are treated.</param>
    /// <param name="budgets">How much the crawl may take.</param>
    /// <param name="pace">When batches are committed.</param>
    /// <param name="rules">Judges URLs that do not come from a parser: redirect targets, sitemaps.</param>
    /// <param name="random">Chance for jitter.</param>
    /// <param name="fence">The job's epoch.</param>
    /// <param name="leaseTime">How long a fetch may take before it is taken for lost.</param>
    /// <param name="duplicates">The contents of pages seen; null when duplicates are not looked for.</param>
    public CrawlFrontier(
        FrontierSettings settings, PolitenessSettings politeness, Budgets budgets, CommitPace pace, IUrlRules rules, Random random, long fence, TimeSpan leaseTime,
        DuplicateIndex? duplicates = null)
    {
        _addresses = new AddressSlots(politeness.PerAddress, _ready);
        _duplicates = duplicates;
        _settings = settings;
        _politeness = politeness;
        _budgets = budgets;
        _pace = pace;
        _rules = rules;
        _random = random;
        _fence = fence;
        _leaseTime = leaseTime;
    }

    /// <summary>Takes in a command and answers what is to be done, in order.</summary>
    /// <param name="command">What happened.</param>
    /// <param name="now">The time; must not run backwards from one call to the next.</param>
    /// <exception cref="InvalidOperationException">A command of a kind that does not exist, or one before the start.</exception>
    public IReadOnlyList<FrontierEffect> Decide(FrontierCommand command, DateTimeOffset now)
    {
        _effects = [];
        if (!_started && command is not FrontierCommand.Start) throw new InvalidOperationException($"{command.GetType().Name} came before the start.");
        Take(command, now);
        if (_finished) return _effects;
        TakeBackLostLeases(now);
        Dispatch(now);
        CommitWhenDue(now);
        LoadHostsWhenFew();
        FinishWhenDone(now);
        return _effects;
    }

    /// <summary>When the next <see cref="FrontierCommand.Tick"/> is wanted; null when only other commands matter.</summary>
    public DateTimeOffset? NextWake(DateTimeOffset now)
    {
        if (_finished) return null;
        DateTimeOffset? wake = null;
        if (MayDispatch(now)) wake = Earlier(wake, _ready.NextTime);
        if (_committing is null && HasUncommitted) wake = Earlier(wake, _batchSince + _pace.Interval);
        if (_deadlines.TryPeek(out var oldest)) wake = Earlier(wake, oldest.Deadline);
        if (_budgets.MaxTime is { } limit && _firstDispatch is { } first && !Stopped(now)) wake = Earlier(wake, first + limit);
        return wake;
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b ?? a : a;

    private void Take(FrontierCommand command, DateTimeOffset now)
    {
        switch (command)
        {
            case FrontierCommand.Start start: OnStart(start, now); break;
            case FrontierCommand.HostsLoaded loaded: OnHostsLoaded(loaded, now); break;
            case FrontierCommand.WindowLoaded loaded: OnWindowLoaded(loaded, now); break;
            case FrontierCommand.Exchanged exchanged: OnExchanged(exchanged, now); break;
            case FrontierCommand.RobotsReplied replied: OnRobotsReplied(replied, now); break;
            case FrontierCommand.Parsed parsed: OnParsed(parsed, now); break;
            case FrontierCommand.Committed committed: OnCommitted(committed.Result, now); break;
            case FrontierCommand.BlockDispatch blocked: _blocked = blocked.Why; break;
            case FrontierCommand.UnblockDispatch: _blocked = null; break;
            case FrontierCommand.Tick: break;
            case FrontierCommand.Pause: _paused = true; break;
            case FrontierCommand.Unpause: _paused = false; break;
            case FrontierCommand.Stop: _stopping = true; break;
            case FrontierCommand.Abandon: OnAbandon(now); break;
            case FrontierCommand.Add add: Find(add.Url, now); break;
            case FrontierCommand.Block block: OnBlock(block.Rule, now); break;
            case FrontierCommand.Limit limit: OnLimit(limit.Change, now); break;
            default: throw new InvalidOperationException($"Unknown command {command.GetType().Name}.");
        }
    }

    private void OnStart(FrontierCommand.Start start, DateTimeOffset now)
    {
        if (_started) throw new InvalidOperationException("Started twice.");
        _started = true;
        _begin = now;
        _ledger = start.Ledger;
        _pages = start.Ledger.Pages;
        _bytesReceived = start.Ledger.BytesReceived;
        _fullDelayUpTo = start.FullDelayUpTo;
        _moreHosts = start.MoreHosts;
        _blocks.AddRange(start.Blocks);
        foreach (var host in start.Hosts) Activate(host, now);
        _starts = start.Found.GetEnumerator();
        TakeStarts(now);
    }

    /// <summary>A part of the start URLs, so that a long list neither delays the first exchange nor is held in memory.</summary>
    private void TakeStarts(DateTimeOffset now)
    {
        for (var left = StartsPerCommit; left > 0 && _starts is not null && !_stopping; left--)
        {
            if (_starts.MoveNext())
            {
                Find(_starts.Current, now);
                _batchHasStarts = true;
                continue;
            }

            _starts.Dispose();
            _starts = null;
        }
    }

    private void OnHostsLoaded(FrontierCommand.HostsLoaded loaded, DateTimeOffset now)
    {
        if (loaded.MoreHosts is { } more)
        {
            _moreHosts = more;
            _loadingHosts = 0;
        }

        foreach (var record in loaded.Hosts)
        {
            _requested.Remove(record.Id);
            if (!_hosts.ContainsKey(record.Id)) Activate(record, now);
        }
    }

    private void OnWindowLoaded(FrontierCommand.WindowLoaded loaded, DateTimeOffset now)
    {
        if (!_hosts.TryGetValue(loaded.HostId, out var host)) return;
        host.Loading = false;
        if (host.Closed is not null) return;
        if (host.WindowStale)
        {
            // Loaded before the shallower URL was there.
            Refill(host);
            return;
        }

        host.Fill(loaded.Urls);
        DropBlocked(host, now);
        var all = loaded.Urls.Count == 0 || host.Loadable == 0;
        host.NothingUntil = all && !host.GrewWhileLoading ? loaded.NextRetry ?? DateTimeOffset.MaxValue : null;
        host.GrewWhileLoading = false;
        _ready.Place(host, now);
    }

    private void OnAbandon(DateTimeOffset now)
    {
        _stopping = true;
        foreach (var lease in _leases.Values)
        {
            if (lease.Lease.Purpose != LeasePurpose.Robots) lease.Host.Held.Remove(lease.Visit.Id);
            if (lease.Exchange is null) ReleaseSlots(lease, now);
            lease.Host.RobotsInFlight = false;
            lease.Host.Leases = 0;
            lease.Host.PagesInFlight = 0;
            _effects.Add(new FrontierEffect.Release(lease.Lease.Id));
        }

        _leases.Clear();
        _deadlines.Clear();
        _fetching = _parsing = 0;
        _pagesInFlight = _bytesHeld = 0;
    }

    private void Note(bool warning, string text) => _effects.Add(new FrontierEffect.Note(warning, text));
}
