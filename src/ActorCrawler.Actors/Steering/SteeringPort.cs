using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ActorCrawler.Actors.Logging;
using ActorCrawler.Actors.Settings;
using ActorCrawler.CommandPort;
using ActorCrawler.Storage;
using Akka.Actor;
using Akka.Configuration;
using Petabridge.Cmd.Cluster;
using Petabridge.Cmd.Host;

namespace ActorCrawler.Actors.Steering;

/// <summary>Where a crawl listens for commands: a loopback port, told with its secret in the job directory, for the owner's eyes alone.</summary>
internal sealed class SteeringPort : IDisposable
{
    private readonly CrawlLog _log;
    private readonly string _file;
    private readonly CommandEndpoint? _foreign;
    private readonly bool _listens;

    public SteeringPort(CrawlSettings settings, JobDirectory directory, CrawlLog log)
    {
        _log = log;
        _file = directory.PathOf(JobDirectory.CommandsFile);
        _listens = settings.Commands.Listen;
        // Left by a process that died: its port is somebody else's by now.
        File.Delete(_file);
        if (!_listens)
        {
            Config = settings.ActorSystem;
            return;
        }

        // Petabridge.Cmd does not tell which port it got, and knows no secret: it is given one that is free.
        if (typeof(PetabridgeCmd).Assembly.GetName().Name == "Petabridge.Cmd.Host") _foreign = new CommandEndpoint(new IPEndPoint(IPAddress.Loopback, FreePort()), null);
        Config = ConfigurationFactory.ParseString(string.Create(CultureInfo.InvariantCulture, $$"""
            petabridge.cmd {
              host = "127.0.0.1"
              port = {{_foreign?.Address.Port ?? 0}}
              embedded {
                secret = {{HoconText.Quote(settings.Cluster.Secret ?? ClusterSecret.Of(directory))}}
                endpoint-file = {{HoconText.Quote(_file)}}
              }
            }
            """)).WithFallback(settings.ActorSystem);
    }

    /// <summary>The configuration of the actor system, with that of the port.</summary>
    public Config Config { get; }

    /// <summary>Begins to listen. A crawl that cannot be commanded is still a crawl: what goes wrong is a warning.</summary>
    public void Open(ActorSystem system, SteeringSetup setup)
    {
        if (!_listens) return;
        try
        {
            var port = PetabridgeCmd.Get(system);
            port.RegisterCommandPalette(new SteeringPalette(setup));
            // The stand-in says so when there is no cluster.
            if (_foreign is null || system.Settings.Config.GetString("akka.actor.provider") is "cluster") port.RegisterCommandPalette(ClusterCommands.Instance);
            port.Start();
            _foreign?.Write(_file);
        }
        catch (Exception e) when (e is SocketException or IOException or UnauthorizedAccessException or ConfigurationException)
        {
            _log.Warning("commands", $"no commands can be given: {e.Message}");
        }
    }

    public void Dispose()
    {
        try
        {
            File.Delete(_file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A file that stays behind names a port where nobody answers.
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
