using ActorCrawler.Actors.Logging;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Storage;
using Akka.Actor;
using Akka.Cluster;
using Akka.Configuration;

namespace ActorCrawler.Actors.Nodes;

/// <summary>The crawl's own node, which others join, and the worker processes that it starts itself.</summary>
internal sealed class SeedNode(NodeSettings settings, CrawlHooks hooks, JobDirectory directory, CrawlLog log, CrawlClock clock) : IDisposable
{
    private readonly string _secret = settings.Secret ?? ClusterSecret.Of(directory);
    private NodeHealth? _health;

    /// <summary>What workers must know.</summary>
    public string Secret => _secret;

    public void Dispose() => _health?.Dispose();

    /// <summary>Starts the node's system and its cluster, of which it is the first member.</summary>
    /// <exception cref="NodeException">It cannot listen where it is to.</exception>
    public async Task<ActorSystem> StartAsync(Config config)
    {
        if (settings.Workers > 0 && hooks.Program is null) throw new NodeException("cluster.workers: no program is known by which to start workers (CrawlHooks.Program).");
        var (host, port) = settings.Listen is { } listen ? (listen.Host, listen.Port) : ("127.0.0.1", 0);
        var system = await NodeSystem.StartAsync(config, host, port, settings.Bind, _secret, settings.AllowPlaintext).ConfigureAwait(false);
        var cluster = Cluster.Get(system);
        cluster.Join(cluster.SelfAddress);
        if (settings.Health is { } at) _health = NodeHealth.Start(at, () => cluster.IsUp);
        return system;
    }

    /// <summary>Lets workers come: the crawl's actors are there.</summary>
    public void Open(ActorSystem system)
    {
        var self = Cluster.Get(system).SelfAddress;
        var address = $"{self.Host}:{self.Port}";
        log.Info("node", $"listening for workers at {address}");
        hooks.OnListening?.Invoke(address, settings.Secret is null ? directory.PathOf(JobDirectory.SecretFile) : "");
        if (settings.Workers == 0) return;
        system.ActorOf(
            LocalWorkersActor.Props(new LocalWorkersSetup
            {
                Count = settings.Workers,
                Program = hooks.Program!,
                Seed = address,
                Secret = _secret,
                Arguments = LocalWorkerArguments.Of(settings),
                RestartBase = settings.RestartBase,
                RestartMax = settings.RestartMax,
                Clock = clock,
                Log = log,
            }),
            "local-workers");
    }
}
