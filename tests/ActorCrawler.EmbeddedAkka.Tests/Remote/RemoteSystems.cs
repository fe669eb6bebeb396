using Akka.Actor;
using Akka.Configuration;

namespace ActorCrawler.EmbeddedAkka.Tests.Remote;

/// <summary>Actor systems that reach each other over loopback sockets, and are ended with the test.</summary>
public sealed class RemoteSystems : IAsyncDisposable
{
    public const string Secret = "a secret for specs, and for nothing else";

    private readonly List<ActorSystem> _systems = [];

    /// <summary>Fast enough for tests on either runtime; Akka.NET passes over the keys that it does not know.</summary>
    private static readonly Config Common = ConfigurationFactory.ParseString($$"""
        akka {
          loglevel = WARNING
          stdout-loglevel = ERROR
          log-dead-letters = off
          coordinated-shutdown.run-by-clr-shutdown-hook = off
          actor {
            provider = remote
            serializers { specs = "{{typeof(RemoteProtocolSerializer).AssemblyQualifiedName}}" }
            serialization-bindings { "{{typeof(RemoteProtocol.IMessage).AssemblyQualifiedName}}" = specs }
            serialization-identifiers { "{{typeof(RemoteProtocolSerializer).AssemblyQualifiedName}}" = 4711 }
          }
          remote {
            dot-netty.tcp {
              hostname = "127.0.0.1"
              port = 0
              maximum-frame-size = 2000000b
              send-buffer-size = 4000000b
              receive-buffer-size = 4000000b
            }
            embedded.secret = "{{Secret}}"
            watch-failure-detector {
              heartbeat-interval = 200ms
              acceptable-heartbeat-pause = 2s
            }
            retry-gate-closed-for = 200ms
          }
          cluster {
            seed-node-timeout = 500ms
            retry-unsuccessful-join-after = 500ms
            gossip-interval = 200ms
            leader-actions-interval = 200ms
            unreachable-nodes-reaper-interval = 200ms
            periodic-tasks-initial-delay = 200ms
            allow-weakly-up-members = off
            failure-detector {
              heartbeat-interval = 200ms
              acceptable-heartbeat-pause = 2s
            }
          }
        }
        """);

    public static Address AddressOf(ActorSystem system) => ((ExtendedActorSystem)system).Provider.DefaultAddress;

    public ActorSystem Start(string name = "specs", string hocon = "")
    {
        var system = ActorSystem.Create(name, ConfigurationFactory.ParseString(hocon).WithFallback(Common));
        _systems.Add(system);
        return system;
    }

    /// <summary>The reference that <paramref name="from"/> has of an actor that lives in <paramref name="to"/>.</summary>
    public static Task<IActorRef> FindAsync(ActorSystem from, ActorSystem to, string path) =>
        from.ActorSelection($"{AddressOf(to)}/user/{path}").ResolveOne(TimeSpan.FromSeconds(10));

    public async ValueTask DisposeAsync() => await Task.WhenAll(_systems.Select(system => system.Terminate()));
}
