using System.Net;
using System.Text;
using Akka.Actor;
using Akka.Configuration;

namespace Akka.Remote;

/// <summary>The part of the configuration that concerns talking to other processes.</summary>
internal sealed class RemoteSettings
{
    private const int ShortestSecret = 16;

    /// <exception cref="ConfigurationException">A value is out of range; the message names the key.</exception>
    public RemoteSettings(Config config)
    {
        var tcp = config.GetConfig("akka.remote.dot-netty.tcp")!;
        Host = tcp.GetString("hostname") ?? "";
        if (!IsLoopback(Host)) throw NotLoopback("akka.remote.dot-netty.tcp.hostname", Host);
        Port = Within("akka.remote.dot-netty.tcp.port", tcp.GetInt("port"), 0, ushort.MaxValue);
        MaximumFrameSize = (int)Within(
            "akka.remote.dot-netty.tcp.maximum-frame-size", tcp.GetByteSize("maximum-frame-size") ?? 0, 32_000, 1 << 30);
        SendBufferSize = (int)Within("akka.remote.dot-netty.tcp.send-buffer-size", tcp.GetByteSize("send-buffer-size") ?? 0, 0, 1 << 30);
        ReceiveBufferSize = (int)Within("akka.remote.dot-netty.tcp.receive-buffer-size", tcp.GetByteSize("receive-buffer-size") ?? 0, 0, 1 << 30);
        ConnectionTimeout = tcp.GetTimeSpan("connection-timeout", allowInfinite: false);
        Secret = Encoding.UTF8.GetBytes(config.GetString("akka.remote.embedded.secret") ?? "");
        if (Secret.Length < ShortestSecret)
        {
            throw new ConfigurationException(
                $"akka.remote.embedded.secret must be at least {ShortestSecret} bytes long: it is what keeps other processes of this machine out.");
        }

        OutboundBufferSize = Within(
            "akka.remote.embedded.outbound-buffer-size", config.GetByteSize("akka.remote.embedded.outbound-buffer-size") ?? 0, 1, long.MaxValue);
        HandshakeTimeout = config.GetTimeSpan("akka.remote.embedded.handshake-timeout", allowInfinite: false);
        MaxPendingHandshakes = (int)Within(
            "akka.remote.embedded.max-pending-handshakes", config.GetInt("akka.remote.embedded.max-pending-handshakes"), 1, 100_000);
        RetryGate = config.GetTimeSpan("akka.remote.retry-gate-closed-for", allowInfinite: false);
        FlushOnShutdown = config.GetTimeSpan("akka.remote.flush-wait-on-shutdown", allowInfinite: false);
        HeartbeatInterval = config.GetTimeSpan("akka.remote.watch-failure-detector.heartbeat-interval", allowInfinite: false);
        HeartbeatPause = config.GetTimeSpan("akka.remote.watch-failure-detector.acceptable-heartbeat-pause", allowInfinite: false);
    }

    public string Host { get; }

    public int Port { get; }

    /// <summary>Bytes of one serialised message, at most.</summary>
    public int MaximumFrameSize { get; }

    public int SendBufferSize { get; }

    public int ReceiveBufferSize { get; }

    public TimeSpan ConnectionTimeout { get; }

    public byte[] Secret { get; }

    /// <summary>Bytes that may wait for one peer.</summary>
    public long OutboundBufferSize { get; }

    public TimeSpan HandshakeTimeout { get; }

    public int MaxPendingHandshakes { get; }

    /// <summary>How long a peer that could not be reached is left alone.</summary>
    public TimeSpan RetryGate { get; }

    public TimeSpan FlushOnShutdown { get; }

    public TimeSpan HeartbeatInterval { get; }

    /// <summary>Silence after which a peer with watched actors counts as dead.</summary>
    public TimeSpan HeartbeatPause { get; }

    public static bool IsLoopback(string? host) => host == "localhost" || (host?.StartsWith("127.", StringComparison.Ordinal) == true && IPAddress.TryParse(host, out _));

    /// <summary>Where to connect to or listen at.</summary>
    public static IPAddress ToIPAddress(string host) => host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(host);

    /// <exception cref="ConfigurationException">The address is not on this machine.</exception>
    public static void RequireLoopback(string what, Address address)
    {
        if (!IsLoopback(address.Host)) throw NotLoopback(what, address.Host ?? "");
    }

    private static ConfigurationException NotLoopback(string what, string host) => new(
        $"{what}: '{host}' is not a loopback address (localhost, 127.0.0.0/8). The embedded runtime talks to processes of this machine only; "
        + "for several machines build with -p:ActorRuntime=Akka.");

    private static int Within(string key, int value, int least, int most) => (int)Within(key, (long)value, least, most);

    private static long Within(string key, long value, long least, long most) => value >= least && value <= most
        ? value
        : throw new ConfigurationException($"{key} is {value}; it must be from {least} to {most}.");
}
