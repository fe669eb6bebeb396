using System.Net;
using ActorCrawler.CommandPort;
using Akka.Configuration;

namespace Petabridge.Cmd.Server;

/// <summary>The keys of petabridge.cmd.conf, which has their meaning and defaults.</summary>
internal sealed class CommandSettings
{
    private const string Root = "petabridge.cmd";

    private const string Section = Root + ".embedded";

    /// <exception cref="ConfigurationException">A value will not do.</exception>
    public CommandSettings(Config system)
    {
        var config = system.WithFallback(ConfigurationFactory.FromResource<CommandSettings>("Petabridge.Cmd.petabridge.cmd.conf"));
        Address = new IPEndPoint(Host(config.GetString($"{Root}.host") ?? ""), config.GetInt($"{Root}.port"));
        LogPalettes = config.GetBoolean($"{Root}.log-palettes-on-startup");
        Secret = CommandSecret.TryParse(config.GetString($"{Section}.secret"), out var secret)
            ? secret
            : throw new ConfigurationException($"{Section}.secret needs at least {CommandSecret.MinLength} characters.");
        EndpointFile = config.GetString($"{Section}.endpoint-file") is { Length: > 0 } file ? file : null;
        MaxConnections = config.GetInt($"{Section}.max-connections");
        HandshakeTimeout = config.GetTimeSpan($"{Section}.handshake-timeout");
        WriteTimeout = config.GetTimeSpan($"{Section}.write-timeout");
        IdleTimeout = config.GetTimeSpan($"{Section}.idle-timeout");
        AnswerTimeout = config.GetTimeSpan($"{Section}.answer-timeout");
        MaxFrame = (int)(config.GetByteSize($"{Section}.max-frame-size", null) ?? 0);
        MaxAnswer = config.GetByteSize($"{Section}.max-answer-size", null) ?? 0;
    }

    public IPEndPoint Address { get; }

    public bool LogPalettes { get; }

    public CommandSecret Secret { get; }

    public string? EndpointFile { get; }

    public int MaxConnections { get; }

    public TimeSpan HandshakeTimeout { get; }

    public TimeSpan WriteTimeout { get; }

    public TimeSpan IdleTimeout { get; }

    public TimeSpan AnswerTimeout { get; }

    public int MaxFrame { get; }

    /// <summary>In characters.</summary>
    public long MaxAnswer { get; }

    private static IPAddress Host(string host) =>
        host == "localhost" ? IPAddress.Loopback
        : IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address) ? address
        : throw new ConfigurationException($"{Root}.host is '{host}': only loopback addresses are listened on. A build with -p:CommandHost=Petabridge listens on others.");
}
