using System.Text;
using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Core.Tests.Frontier;

/// <summary>
/// Drives a frontier through a whole crawl in simulated time: carries out its effects against <see cref="FakeWeb"/> and <see cref="FakeStore"/>,
/// with durations and order drawn from a seed.
/// </summary>
internal sealed class FrontierRun
{
    private readonly PriorityQueue<Action, (DateTimeOffset At, int Order)> _events = new();
    private readonly FakeWeb _web;
    private readonly FakeStore _store;
    private readonly Random _random;
    private readonly CrawlFrontier _frontier;
    private readonly Func<string, string?> _address;
    private int _order;

    public FrontierRun(FakeWeb web, FakeStore store, int seed = 1, Action<Knobs>? set = null, DateTimeOffset? start = null)
    {
        (_web, _store, _random) = (web, store, new Random(seed));
        Now = start ?? new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var knobs = new Knobs();
        set?.Invoke(knobs);
        Knobs = knobs;
        _address = knobs.Address;
        _frontier = new CrawlFrontier(
            knobs.Settings, knobs.Politeness, knobs.Budgets, knobs.Pace, web, new Random(seed), 1, TimeSpan.FromSeconds(60), knobs.Duplicates);
    }

    public Knobs Knobs { get; }

    public DateTimeOffset Now { get; private set; }

    public FinishReason? Finished { get; private set; }

    /// <summary>Every exchange: host, URL, start and end.</summary>
    public List<(string Host, string Url, DateTimeOffset Start, DateTimeOffset End)> Exchanges { get; } = [];

    public List<string> Notes { get; } = [];

    public int MostInFlight { get; private set; }

    public int Commands { get; private set; }

    /// <summary>URLs whose exchange never ends.</summary>
    public HashSet<string> Lost { get; } = [];

    public FrontierStatus Status => _frontier.Status(Now);

    /// <summary>Runs until the frontier says it is finished, or until <paramref name="until"/> says so.</summary>
    public FrontierRun Run(Func<FrontierRun, bool>? until = null, bool fullDelay = false, params string[] starts)
    {
        var found = starts.Select(s => new NewUrl(s, FakeWeb.Origin(s), VisitKind.Start, 0, 0, 0, Reason.Queued)).ToList();
        var hosts = _store.Hosts(new HashSet<long>(), Knobs.Settings.MaxActiveHosts);
        Tell(new FrontierCommand.Start(_store.Ledger, hosts, hosts.Count == Knobs.Settings.MaxActiveHosts, fullDelay ? long.MaxValue : 0, found));
        return GoOn(until);
    }

    public FrontierRun GoOn(Func<FrontierRun, bool>? until = null)
    {
        while (Finished is null && until?.Invoke(this) != true)
        {
            Assert.True(++Commands < 2_000_000, "The crawl does not end.");
            var wake = _frontier.NextWake(Now);
            if (!_events.TryPeek(out _, out var next) || wake < next.At)
            {
                Assert.True(wake is not null, $"Nothing will ever happen again: {Status}");
                if (wake > Now) Now = wake.Value;
                Tell(FrontierCommand.Tick.Instance);
                continue;
            }

            var what = _events.Dequeue();
            if (next.At > Now) Now = next.At;
            what();
        }

        return this;
    }

    public void Tell(FrontierCommand command)
    {
        foreach (var effect in _frontier.Decide(command, Now)) Perform(effect);
    }

    private void Perform(FrontierEffect effect)
    {
        switch (effect)
        {
            case FrontierEffect.Fetch fetch: Fetch(fetch.Lease); break;
            case FrontierEffect.Parse parse:
                var answer = _web.Answers[parse.Lease.Url];
                After(Few(), () => Tell(new FrontierCommand.Parsed(parse.Lease.Id, Report(parse.Lease, answer))));
                break;
            case FrontierEffect.Commit commit:
                After(Knobs.CommitTakes ?? Few(), () => Tell(new FrontierCommand.Committed(_store.Commit(commit.Batch))));
                break;
            case FrontierEffect.LoadWindow load:
                Assert.NotInRange(load.Max, int.MinValue, 0);
                After(Few(), () =>
                {
                    var (urls, retry) = _store.Window(load.HostId, load.Except, load.Max, Now);
                    Tell(new FrontierCommand.WindowLoaded(load.HostId, urls, retry));
                });
                break;
            case FrontierEffect.LoadHosts load:
                After(Few(), () => Tell(new FrontierCommand.HostsLoaded(_store.Hosts(load.Ids), null)));
                break;
            case FrontierEffect.LoadMoreHosts load:
                After(Few(), () =>
                {
                    var hosts = _store.Hosts(load.Active, load.Max);
                    Tell(new FrontierCommand.HostsLoaded(hosts, hosts.Count == load.Max));
                });
                break;
            case FrontierEffect.Note note: Notes.Add(note.Text); break;
            case FrontierEffect.Finished finished: Finished = finished.Reason; break;
            case FrontierEffect.ScopeGrew or FrontierEffect.Release: break;
            default: throw new InvalidOperationException(effect.ToString());
        }
    }

    private void Fetch(Lease lease)
    {
        var start = Now;
        MostInFlight = Math.Max(MostInFlight, Status.Fetching);
        if (Lost.Remove(lease.Url)) return;
        if (lease.Purpose == LeasePurpose.Robots)
        {
            var robots = _web.Robots.GetValueOrDefault(FakeWeb.Origin(lease.Url), now => FakeWeb.Rules("", now));
            var takes = _web.Stalls.Contains(FakeWeb.Origin(lease.Url)) ? TimeSpan.FromSeconds(60) : Few();
            After(takes, () =>
            {
                Exchanges.Add((FakeWeb.Origin(lease.Url), lease.Url, start, Now));
                Tell(new FrontierCommand.RobotsReplied(lease.Id, takes, null, robots(Now)) { Address = _address(lease.Host) });
            });
            return;
        }

        var answer = _web.Answers.GetValueOrDefault(lease.Url, new FakeAnswer(new ExchangeOutcome.HttpError(), 404, []));
        var time = answer.Takes ?? Few();
        After(time, () =>
        {
            Exchanges.Add((lease.Host, lease.Url, start, Now));
            var exchange = new Exchange
            {
                StartedAt = start,
                Elapsed = time,
                Outcome = answer.Outcome,
                Status = answer.Status,
                BytesReceived = 1000,
                RetryAfter = answer.RetryAfter,
                Address = _address(lease.Host),
            };
            Tell(new FrontierCommand.Exchanged(lease.Id, exchange));
        });
    }

    private static ParseReport Report(Lease lease, FakeAnswer answer)
    {
        var links = Encoding.UTF8.GetBytes(string.Join('\n', answer.Links));
        return lease.Purpose == LeasePurpose.Sitemap
            ? new ParseReport.Sitemap(links, [], 0, 1000, null)
            : new ParseReport.Page(Encoding.UTF8.GetBytes(lease.Url + "\n"), links, 0, 1000, answer.Content, true);
    }

    private TimeSpan Few() => TimeSpan.FromMilliseconds(_random.Next(1, 50));

    private void After(TimeSpan time, Action what) => _events.Enqueue(what, (Now + time, _order++));
}

/// <summary>The settings of a run, to be changed by a test.</summary>
internal sealed class Knobs
{
    public FrontierSettings Settings { get; set; } = new()
    {
        Concurrency = 8,
        WindowSize = 64,
        MaxActiveHosts = 100,
        MaxBytesHeld = 1_000_000,
        MaxUncommitted = 1000,
        Retries = 2,
        RetryBackoffBase = TimeSpan.FromSeconds(1),
        RetryBackoffMax = TimeSpan.FromMinutes(1),
        MaxRedirects = 20,
        FollowDuplicates = true,
        Sitemaps = true,
        SitemapPaths = [],
        MaxSitemapsPerHost = 100,
        LeaseGrace = TimeSpan.FromSeconds(10),
    };

    public PolitenessSettings Politeness { get; set; } = new()
    {
        Delay = TimeSpan.FromSeconds(1),
        PerHost = 1,
        PerAddress = 0,
        LatencyFactor = 0,
        MaxLatencyDelay = TimeSpan.FromSeconds(10),
        MaxCrawlDelay = TimeSpan.FromSeconds(300),
        MaxWait = TimeSpan.FromHours(1),
        BackoffBase = TimeSpan.FromSeconds(2),
        BackoffMax = TimeSpan.FromMinutes(5),
        DeadHostFailures = 20,
        IgnoreRobots = false,
        RobotsProductToken = "ActorCrawler",
        RobotsCache = TimeSpan.FromHours(24),
        RobotsRetry = TimeSpan.FromMinutes(1),
        RobotsUnreachableLimit = TimeSpan.FromMinutes(30),
        RobotsMaxRedirects = 5,
        RobotsMaxBytes = 512_000,
    };

    /// <summary>Which address an exchange with a host counts against.</summary>
    public Func<string, string?> Address { get; set; } = _ => null;

    /// <summary>How long a commit takes; null for a few milliseconds.</summary>
    public TimeSpan? CommitTakes { get; set; }

    public DuplicateIndex? Duplicates { get; set; }

    public CommitPace Pace { get; set; } = new() { Interval = TimeSpan.FromMilliseconds(100), Visits = 20, Bytes = 100_000 };

    public Budgets Budgets { get; set; } = new() { MaxPages = null, MaxPagesPerHost = null, MaxDepth = null, MaxTime = null, MaxBytes = null };
}
