using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace ActorCrawler.Actors.Settings;

/// <summary>Reads <c>cluster</c> and <c>worker</c>.</summary>
internal static class ClusterSection
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    /// <summary>The crawl's side, without the secret.</summary>
    public static NodeSettings Read(SettingsReader reader)
    {
        var settings = new NodeSettings
        {
            Listen = EndPoint(reader, "cluster.listen"),
            Bind = Host(reader, "cluster.bind"),
            Workers = reader.Int("cluster.workers", 0, 1_000),
            RestartBase = reader.Duration("cluster.restart-backoff-base", Tick, TimeSpan.FromHours(1)),
            RestartMax = reader.Duration("cluster.restart-backoff-max", Tick, TimeSpan.FromHours(1)),
            WorkerWait = reader.Duration("cluster.worker-wait", TimeSpan.Zero, TimeSpan.FromHours(1)),
            Health = EndPoint(reader, "cluster.health"),
            AllowPlaintext = reader.Switch("cluster.allow-plaintext"),
        };
        reader.Require(settings.RestartMax >= settings.RestartBase, "cluster.restart-backoff-max", "is less than cluster.restart-backoff-base");
        return settings;
    }

    /// <summary>The worker's side.</summary>
    public static WorkerLimits ReadWorker(SettingsReader reader) => new(
        reader.AutoInt("worker.parsers", 1, 1_000) ?? Environment.ProcessorCount,
        reader.Int("worker.slots-per-parser", 1, 100),
        reader.Size("worker.max-bytes-held", 1 << 10, 1L << 40),
        Host(reader, "worker.host"));

    private static string? Host(SettingsReader reader, string key) =>
        reader.Text(key, "a host name or address, or auto", t => t.Length > 0) is var host && host == ValueText.Auto ? null : host;

    private static DnsEndPoint? EndPoint(SettingsReader reader, string key) =>
        reader.OptionalText(key, "HOST:PORT, such as 127.0.0.1:4053 (port 0: the system picks one)", t => TryEndPoint(t, out _)) is { } text
            && TryEndPoint(text, out var at) ? at : null;

    /// <summary>HOST:PORT; an IPv6 address stands in brackets.</summary>
    public static bool TryEndPoint(string text, [NotNullWhen(true)] out DnsEndPoint? endPoint)
    {
        endPoint = null;
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port > ushort.MaxValue) return false;
        var host = text[..colon];
        if (host is ['[', .., ']']) host = host[1..^1];
        else if (host.Contains(':', StringComparison.Ordinal)) return false;
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown) return false;
        endPoint = new DnsEndPoint(host, port);
        return true;
    }
}
