using ActorCrawler.Actors.Coordination;
using ActorCrawler.Actors.Fetching;
using ActorCrawler.Actors.Logging;
using ActorCrawler.Actors.Nodes;
using ActorCrawler.Actors.Parsing;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Actors.Steering;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Http;
using ActorCrawler.Core.Pages;
using ActorCrawler.Core.Robots;
using ActorCrawler.Core.Urls;
using ActorCrawler.Http;
using ActorCrawler.Http.Names;
using ActorCrawler.Storage;
using Akka.Actor;

namespace ActorCrawler.Actors;

/// <summary>One run of a job: puts the parts together, waits for the end, and takes them apart again.</summary>
internal sealed class CrawlRun : IDisposable
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ReleaseLimit = TimeSpan.FromSeconds(3);

    private readonly CrawlSettings _settings;
    private readonly CrawlEnvironment _environment;
    private readonly CrawlStore _store;
    private readonly CrawlLog _log;
    private readonly JobDirectory _directory;
    private readonly CrawlClock _clock;
    private readonly IHostResolver _resolver;
    private readonly PageFetcher _fetcher;
    private readonly UrlScope _scope;
    private readonly UrlCanonicalizer _canonicalizer;
    private readonly ParsingMarks _marks;

    public CrawlRun(
        CrawlSettings settings, CrawlEnvironment environment, JobDirectory directory, CrawlStore store, CrawlLog log, ParsingMarks marks)
    {
        _marks = marks;
        _settings = settings;
        _environment = environment;
        _directory = directory;
        _store = store;
        _log = log;
        _clock = new CrawlClock(environment.Time);
        _resolver = environment.Resolver ?? new HostResolver(settings.Resolver, environment.Time);
        _fetcher = new PageFetcher(
            settings.Fetch, _resolver, environment.Time, settings.Orders.Cookies is { } limits ? new CookieJar(limits, CookieRules.Rfc6265bis) : null);
        _canonicalizer = new UrlCanonicalizer(settings.Urls);
        _scope = JobScope.Of(settings, _canonicalizer, store.ScopeHosts());
    }

    public void Dispose()
    {
        _fetcher.Dispose();
        if (_environment.Resolver is null) (_resolver as IDisposable)?.Dispose();
    }

    /// <summary>Runs to the end; the store is closed then, cleanly unless the run failed.</summary>
    public async Task<CrawlSummary> RunAsync(CrawlHooks hooks, CancellationToken stop)
    {
        var ledger = _store.Ledger;
        var meter = new ProgressMeter(_settings.Budgets, ledger.Pages, ledger.BytesReceived);
        var ended = new TaskCompletionSource<CrawlProtocol.Ended>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var commands = new SteeringPort(_settings, _directory, _log);
        using var node = _settings.Cluster.IsNode ? new SeedNode(_settings.Cluster, hooks, _directory, _log, _clock) : null;
        var system = node is null ? ActorSystem.Create(NodeSystem.Name, commands.Config) : await node.StartAsync(commands.Config).ConfigureAwait(false);
        try
        {
            system.ActorOf(LogActor.Props(_log, _environment.Time), "log");
            var crawl = system.ActorOf(
                CrawlActor.Props(new CrawlActorSetup
                {
                    Coordinator = Coordinator,
                    Store = _store,
                    StoreRetry = _settings.Storage.RetryInterval,
                    Fetchers = Fetchers(),
                    FetcherCount = _settings.Actors.Fetchers,
                    Parsers = coordinator => Parsers(coordinator, hooks, node?.Secret),
                    OnPage = hooks.OnPage,
                    Measure = meter.Measure,
                    Progress = hooks.Progress,
                    ProgressInterval = _settings.Progress.Interval,
                    Ended = ended,
                }),
                CrawlActor.Name);
            node?.Open(system);
            commands.Open(system, Steering(crawl));
            system.ActorOf(CrawlWatcher.Props(crawl, ended), "watcher");
            await using var registration = stop.Register(() => crawl.Tell(CrawlProtocol.Stop.Instance));
            var end = await ended.Task.ConfigureAwait(false);
            hooks.Progress?.Report(meter.Measure(end.Status));
            var workers = await crawl.Ask<CrawlProtocol.Workers>(CrawlProtocol.GetWorkers.Instance, AnswerLimit).ConfigureAwait(false);
            if (end.Reason != FinishReason.Stopped) await ReleaseWorkersAsync(crawl).ConfigureAwait(false);
            await system.Terminate().ConfigureAwait(false);
            var parsed = workers.Parsed;
            _log.Info("job", $"parsed {parsed.OnWorkers} bodies on workers, {parsed.Here} here, {parsed.Alone} alone");
            // Thousands of connections take as long to close as the store does.
            var closing = Task.Run(_fetcher.Dispose, CancellationToken.None);
            var summary = Close(end, ledger) with { Parsed = parsed };
            await closing.ConfigureAwait(false);
            return summary;
        }
        finally
        {
            await system.Terminate().ConfigureAwait(false);
        }
    }

    /// <summary>A worker that does not hear in time that the crawl has ended will wait for it to go on.</summary>
    private async Task ReleaseWorkersAsync(IActorRef crawl)
    {
        try
        {
            await crawl.Ask<CrawlProtocol.WorkersReleased>(CrawlProtocol.ReleaseWorkers.Instance, ReleaseLimit).ConfigureAwait(false);
        }
        catch (AskTimeoutException)
        {
            _log.Warning("job", $"not every worker has heard within {ReleaseLimit.TotalSeconds:0} s that the crawl has ended; such a worker waits for it to go on");
        }
    }

    private CrawlSummary Close(CrawlProtocol.Ended end, Ledger before)
    {
        if (end.Reason == FinishReason.Complete) _store.MarkFinished("complete");
        var summary = CrawlSummaries.Of(_settings, _directory, _store, before, end);
        _store.Close(clean: true);
        _log.Info("job", $"ended: {summary.Outcome}");
        return summary;
    }

    private CoordinatorSetup Coordinator(IActorRef store, IActorRef fetchers, IActorRef parsers)
    {
        var rules = Rules();
        var pace = new CommitPace
        {
            Interval = _settings.Actors.CommitInterval,
            Visits = _settings.Actors.CommitVisits,
            Bytes = _settings.Actors.CommitBytes,
        };
        var random = new Random(_environment.Seed ?? (int)_environment.Time.GetTimestamp());
        var hosts = _store.LoadHosts(0, new HashSet<long>(), _settings.Frontier.MaxActiveHosts);
        return new CoordinatorSetup
        {
            Frontier = new CrawlFrontier(
                _settings.Frontier, _settings.Politeness, _settings.Budgets, pace, rules, random, _store.Epoch, _settings.Fetch.TotalTimeout,
                Duplicates()),
            Clock = _clock,
            Fetchers = fetchers,
            Parsers = parsers,
            Store = store,
            StopGrace = _settings.Actors.StopGrace,
            Start = new FrontierCommand.Start(
                _store.Ledger, hosts, hosts.Count == _settings.Frontier.MaxActiveHosts, _store.LastHostId,
                _settings.StartUrls.Select(start => StartUrl(rules, start)))
            {
                Blocks = _store.Blocks,
            },
        };
    }

    private UrlRules Rules() =>
        new UrlRules(_canonicalizer, _scope, new TrapRules(_settings.Parser.Traps), () => DateOnly.FromDateTime(_clock.Now.UtcDateTime));

    private SteeringSetup Steering(IActorRef crawl) => new()
    {
        Crawl = crawl,
        Directory = _directory.FullPath,
        Settings = _settings,
        Time = _environment.Time,
        Rules = Rules(),
        PatternTimeout = _settings.Scope.PatternTimeLimit,
        MaxPerHost = _settings.Fetch.MaxConnectionsPerHost,
    };

    private ParserPoolSetup Parsers(IActorRef coordinator, CrawlHooks hooks, string? secret) => new()
    {
        Coordinator = coordinator,
        Fence = _store.Epoch,
        Parsers = new ParserSetup(Parsing(), _settings.Sitemaps),
        LocalParsers = _settings.Actors.LocalParsers,
        LocalsInReserve = _settings.Actors.LocalParsersInReserve,
        IsNode = _settings.Cluster.IsNode,
        Secret = secret,
        WorkerWait = _settings.Cluster.WorkerWait,
        Clock = _clock,
        Marks = _marks,
        Program = hooks.Program,
    };

    /// <summary>The contents seen so far, those of earlier runs included; null when nobody asks for duplicates.</summary>
    private DuplicateIndex? Duplicates()
    {
        if (!_settings.Duplicates.Marks) return null;
        var index = new DuplicateIndex(_settings.Duplicates.Memory, _settings.Duplicates.MaxDistance);
        foreach (var content in _store.PageContents(index.Capacity)) index.FindOrAdd(content);
        return index;
    }

    private ParserSettings Parsing() => _settings.Parser with
    {
        FingerprintKey = [.. _store.FingerprintKey.Span],
        ScopeHosts = _scope.Hosts,
    };

    private static NewUrl StartUrl(UrlRules rules, StartUrl start) =>
        rules.Judge(start.Url, start.SchemeGuessed ? VisitKind.StartGuess : VisitKind.Start, 0, 0, 0)
        ?? throw new InvalidOperationException($"{start.Url} passed the settings' checks, but is no http(s) URL.");

    private FetcherSetup Fetchers()
    {
        var politeness = _settings.Politeness;
        var policy = new RobotsPolicy(
            politeness.RobotsProductToken, politeness.RobotsMaxBytes, politeness.RobotsCache, politeness.RobotsRetry);
        return new FetcherSetup(_fetcher, policy, _clock, new FetchOrders(_settings).For, Archivist());
    }

    private Archivist? Archivist() => _settings.Outputs.Warc
        ? new Archivist(Guid.NewGuid, _settings.Fetch.MaxErrorBodyBytes, _settings.Fetch.Proxy.Length > 0)
        : null;
}
