using System.Collections.Immutable;
using Akka.Actor;
using Akka.Configuration;
using Akka.Remote;

namespace Akka.Cluster;

/// <summary>The part of the configuration that concerns the cluster.</summary>
internal sealed class ClusterSettings
{
    /// <exception cref="ConfigurationException">A seed node is not on this machine.</exception>
    public ClusterSettings(Config config)
    {
        var cluster = config.GetConfig("akka.cluster")!;
        SeedNodes = [.. cluster.GetStringList("seed-nodes").Select(Address.Parse)];
        foreach (var seed in SeedNodes) RemoteSettings.RequireLoopback("akka.cluster.seed-nodes", seed);
        Roles = [.. cluster.GetStringList("roles")];
        SeedNodeTimeout = cluster.GetTimeSpan("seed-node-timeout", allowInfinite: false);
        RunCoordinatedShutdownWhenDown = cluster.GetBoolean("run-coordinated-shutdown-when-down");
        HeartbeatInterval = cluster.GetTimeSpan("failure-detector.heartbeat-interval", allowInfinite: false);
        HeartbeatPause = cluster.GetTimeSpan("failure-detector.acceptable-heartbeat-pause", allowInfinite: false);
        StableAfter = cluster.GetString("split-brain-resolver.stable-after") == "off"
            ? null
            : cluster.GetTimeSpan("split-brain-resolver.stable-after", allowInfinite: false);
    }

    public ImmutableList<Address> SeedNodes { get; }

    public ImmutableHashSet<string> Roles { get; }

    /// <summary>Time between attempts to join.</summary>
    public TimeSpan SeedNodeTimeout { get; }

    public bool RunCoordinatedShutdownWhenDown { get; }

    public TimeSpan HeartbeatInterval { get; }

    /// <summary>Silence after which a node is unreachable.</summary>
    public TimeSpan HeartbeatPause { get; }

    /// <summary>Time after which an unreachable node is downed; null for never.</summary>
    public TimeSpan? StableAfter { get; }
}
