using System.Globalization;
using System.Net;
using ActorCrawler.Actors.Settings;
using Akka.Actor;
using Akka.Configuration;

namespace ActorCrawler.Actors.Nodes;

/// <summary>Actor systems that other processes can reach: those of seeds and of workers.</summary>
internal static class NodeSystem
{
    /// <summary>The name of every system, part of all addresses.</summary>
    public const string Name = "actorcrawler";

    /// <summary>Starts a system; it is in no cluster yet.</summary>
    /// <param name="config">The layers' configuration.</param>
    /// <param name="host">Where others reach it.</param>
    /// <param name="port">And on which port; 0: the system picks one.</param>
    /// <param name="bind">The address that the port is bound to; null: <paramref name="host"/>.</param>
    /// <param name="secret">What peers must know; null: nothing.</param>
    /// <param name="allowPlaintext">Whether it may listen beyond this machine without TLS.</param>
    /// <exception cref="NodeException">It cannot listen there.</exception>
    public static async Task<ActorSystem> StartAsync(Config config, string host, int port, string? bind, string? secret, bool allowPlaintext)
    {
        var own = ConfigurationFactory.ParseString(string.Create(CultureInfo.InvariantCulture, $$"""
            akka {
              actor.provider = cluster
              remote.dot-netty.tcp {
                hostname = {{HoconText.Quote(bind ?? host)}}
                public-hostname = {{HoconText.Quote(host)}}
                port = {{port}}
              }
              remote.embedded.secret = {{HoconText.Quote(secret ?? "")}}
            }
            """));
        ActorSystem system;
        try
        {
            system = ActorSystem.Create(Name, own.WithFallback(config));
        }
        catch (Exception e)
        {
            // Each runtime has exceptions of its own for a port that is taken, a host that is not here, a certificate that cannot be read.
            throw new NodeException($"cannot listen at {bind ?? host}:{port.ToString(CultureInfo.InvariantCulture)}: {Innermost(e)}", e);
        }

        if (allowPlaintext || IsThisMachine(bind ?? host) || system.Settings.Config.GetBoolean("akka.remote.dot-netty.tcp.enable-ssl")) return system;
        await system.Terminate().ConfigureAwait(false);
        throw new NodeException(
            $"{bind ?? host} can be reached from other machines, and there is no TLS: whoever reaches it could take part in the crawl. Set up certificates "
            + "(akka.remote.dot-netty.tcp, as seed.conf shows), or allow it with cluster.allow-plaintext=on in a network that only you reach.");
    }

    /// <summary>The address of a node, with the protocol that this system speaks.</summary>
    public static Address AddressOf(ActorSystem own, DnsEndPoint node) =>
        new(((ExtendedActorSystem)own).Provider.DefaultAddress.Protocol, Name, node.Host, node.Port);

    /// <summary>Whether a host name is one of this machine's loopback.</summary>
    public static bool IsThisMachine(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static string Innermost(Exception e)
    {
        while ((e as AggregateException)?.InnerExceptions[0] is { } inner) e = inner;
        return e is System.Net.Sockets.SocketException || e.InnerException is null ? e.Message : $"{e.Message} {e.InnerException.Message}";
    }
}
