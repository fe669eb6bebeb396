using System.Net;
using System.Net.Sockets;
using ActorCrawler.Actors.Coordination;
using ActorCrawler.Actors.Logging;
using ActorCrawler.Actors.Parsing;
using ActorCrawler.Actors.Settings;
using Akka.Actor;
using Akka.Cluster;

namespace ActorCrawler.Actors.Nodes;

/// <summary>
/// Runs a worker node. Each time it loses its seed it ends its actor system and joins with a fresh one: a system that was put out of a
/// cluster never comes in again, on either runtime.
/// </summary>
public static class WorkerJob
{
    private const string Source = "worker";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan JoinHint = TimeSpan.FromSeconds(3);

    /// <summary>Runs until the crawl has ended, or <paramref name="stop"/> asks it to give back what it holds and leave.</summary>
    /// <param name="settings">What it is told.</param>
    /// <param name="log">Where it says what happens.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stop">Asks it to leave.</param>
    /// <exception cref="NodeException">It can be no node, or the seed will not have it.</exception>
    public static async Task RunAsync(WorkerSettings settings, CrawlLog log, TimeProvider time, CancellationToken stop)
    {
        ActorSystem? current = null;
        using var health = settings.Health is { } at ? NodeHealth.Start(at, () => current is { } system && Cluster.Get(system).IsUp) : null;
        while (!stop.IsCancellationRequested)
        {
            var (end, why) = await JoinOnceAsync(settings, log, time, system => current = system, stop).ConfigureAwait(false);
            switch (end)
            {
                case WorkerEnd.Refused: throw new NodeException($"the crawl at {settings.Seed.Host}:{settings.Seed.Port} turned this worker away: {why}.");
                case WorkerEnd.Drained:
                    log.Info(Source, "gave back what it held, and left");
                    return;
                case WorkerEnd.CrawlEnded when !settings.Stay:
                    log.Info(Source, "the crawl has ended");
                    return;
                case WorkerEnd.CrawlEnded: log.Info(Source, "the crawl has ended; waiting for the next"); break;
                default: log.Warning(Source, $"lost the crawl at {settings.Seed.Host}:{settings.Seed.Port} ({why}); joining again"); break;
            }

            await Task.Delay(Pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<(WorkerEnd End, string Why)> JoinOnceAsync(
        WorkerSettings settings, CrawlLog log, TimeProvider time, Action<ActorSystem?> use, CancellationToken stop)
    {
        var host = settings.Limits.Host ?? OwnAddress(settings.Seed);
        var system = await NodeSystem.StartAsync(settings.ActorSystem, host, 0, settings.Bind, settings.Secret, settings.AllowPlaintext).ConfigureAwait(false);
        try
        {
            system.ActorOf(LogActor.Props(log, time), "log");
            var seed = NodeSystem.AddressOf(system, settings.Seed);
            if (!await JoinAsync(system, seed, log, time, stop).ConfigureAwait(false))
                return stop.IsCancellationRequested ? (WorkerEnd.Drained, "") : (WorkerEnd.SeedLost, "it cannot be joined");
            var ended = new TaskCompletionSource<(WorkerEnd, string)>(TaskCreationOptions.RunContinuationsAsynchronously);
            var pool = $"{seed}/user/{CrawlActor.Name}/{CrawlActor.ParsersName}";
            var largest = system.Settings.Config.GetByteSize("akka.remote.dot-netty.tcp.maximum-frame-size") ?? 0;
            var worker = system.ActorOf(WorkerActor.Props(new WorkerActorSetup(pool, settings.Secret ?? "", settings.Limits, largest, ended, text => log.Info(Source, text))), "worker");
            use(system);
            await using var registration = stop.Register(() => worker.Tell(new ParseProtocol.Drain()));
            await Task.WhenAny(ended.Task, system.WhenTerminated).ConfigureAwait(false);
            ended.TrySetResult((WorkerEnd.SeedLost, "it is silent, or has put this node out"));
            return await ended.Task.ConfigureAwait(false);
        }
        finally
        {
            use(null);
            await system.Terminate().ConfigureAwait(false);
        }
    }

    /// <summary>Waits for as long as it takes.</summary>
    private static async Task<bool> JoinAsync(ActorSystem system, Address seed, CrawlLog log, TimeProvider time, CancellationToken stop)
    {
        using var given = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var joined = Cluster.Get(system).JoinSeedNodesAsync([seed], given.Token);
        using var hint = new CancellationTokenSource();
        var waiting = Task.Delay(JoinHint, time, hint.Token);
        if (await Task.WhenAny(joined, system.WhenTerminated, waiting).ConfigureAwait(false) == waiting)
        {
            log.Info(Source, $"waiting for a crawl at {seed.Host}:{seed.Port}");
            await Task.WhenAny(joined, system.WhenTerminated).ConfigureAwait(false);
        }

        await hint.CancelAsync().ConfigureAwait(false);
        if (!joined.IsCompleted) await given.CancelAsync().ConfigureAwait(false);
        try
        {
            await joined.ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is ClusterJoinFailedException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>The address of this machine by which the seed's is reached.</summary>
    private static string OwnAddress(DnsEndPoint seed)
    {
        if (NodeSystem.IsThisMachine(seed.Host)) return "127.0.0.1";
        try
        {
            // Nothing is sent: connecting a datagram socket only chooses the way.
            using var socket = new Socket(SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(seed.Host, seed.Port);
            return ((IPEndPoint)socket.LocalEndPoint!).Address is { IsIPv4MappedToIPv6: true } mapped
                ? mapped.MapToIPv4().ToString()
                : ((IPEndPoint)socket.LocalEndPoint!).Address.ToString();
        }
        catch (SocketException e)
        {
            throw new NodeException($"{seed.Host} cannot be reached from here: {e.Message}. worker.host names the address to listen at.", e);
        }
    }
}
