using System.Net;
using Akka.Configuration;

namespace ActorCrawler.Actors.Settings;

/// <summary>Everything a worker node is told before it joins; all else comes from the seed.</summary>
public sealed record WorkerSettings
{
    /// <summary>How much it takes on.</summary>
    public required WorkerLimits Limits { get; init; }

    /// <summary>Where the node tells over HTTP whether it is well; null: nowhere.</summary>
    public required DnsEndPoint? Health { get; init; }

    /// <summary>The address that its port is bound to, where it is not the one by which the seed reaches it; null: the latter.</summary>
    public required string? Bind { get; init; }

    /// <summary>Whether nodes may listen beyond this machine without TLS.</summary>
    public required bool AllowPlaintext { get; init; }

    /// <summary>What is logged.</summary>
    public required LogSettings Log { get; init; }

    /// <summary>Where the seed listens.</summary>
    public required DnsEndPoint Seed { get; init; }

    /// <summary>Whether the node stays when a crawl has ended, and waits for the next.</summary>
    public required bool Stay { get; init; }

    /// <summary>What it must know to join; null: nothing, which some runtimes refuse.</summary>
    public required string? Secret { get; init; }

    /// <summary>The configuration of the actor system.</summary>
    public required Config ActorSystem { get; init; }

    /// <summary>Reads the layers and checks them.</summary>
    /// <param name="sources">Where settings come from.</param>
    /// <param name="join">Where the seed listens, HOST:PORT.</param>
    /// <param name="stay">Whether the node outlives a crawl.</param>
    /// <exception cref="SettingsException">Something in them is wrong; each error names its place.</exception>
    public static WorkerSettings Load(SettingsSources sources, string join, bool stay)
    {
        var layers = SettingsLayers.Load(sources with { Role = "worker" });
        var reader = new SettingsReader(layers);
        if (!ClusterSection.TryEndPoint(join, out var seed) || seed.Port == 0) reader.Note($"--join: '{join}' must be HOST:PORT, where the seed listens.");
        var cluster = ClusterSection.Read(reader);
        var secret = ClusterSecret.Given(sources, reader, isNode: true);
        if (secret is null) reader.Note($"worker: --secret-file FILE (the job's crawl.secret) or {ClusterSecret.Variable} must tell the crawl's secret.");
        var settings = new WorkerSettings
        {
            Limits = ClusterSection.ReadWorker(reader),
            Health = cluster.Health,
            Bind = cluster.Bind,
            AllowPlaintext = cluster.AllowPlaintext,
            Log = EngineSections.ReadLog(reader),
            Seed = seed!,
            Stay = stay,
            Secret = secret,
            ActorSystem = layers.Merged,
        };
        reader.ThrowIfWrong();
        return settings;
    }
}
