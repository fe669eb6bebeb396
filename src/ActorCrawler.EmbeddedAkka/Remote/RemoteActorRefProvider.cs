using Akka.Actor;

namespace Akka.Remote;

/// <summary>The provider of a system that others can reach: <c>akka.actor.provider = remote</c>.</summary>
internal class RemoteActorRefProvider : LocalActorRefProvider
{
    private RemoteTransport? _transport;

    /// <exception cref="Configuration.ConfigurationException">The configuration asks for what this runtime must not do, such as listening to other machines.</exception>
    internal RemoteActorRefProvider(ActorSystemImpl system)
        : base(system)
    {
        Settings = new RemoteSettings(system.Settings.Config);
    }

    public override Address DefaultAddress => _transport?.Self.Address ?? RootPath.Address;

    internal RemoteSettings Settings { get; }

    internal RemoteTransport Transport => _transport ?? throw new InvalidOperationException("Remoting has not started yet.");

    internal override void Start()
    {
        _transport = new RemoteTransport(System, Settings);
        _transport.Start();
    }

    internal override Task ShutdownAsync() => _transport?.StopAsync() ?? Task.CompletedTask;

    internal override bool IsOwn(Address address) => base.IsOwn(address) || address.Equals(_transport?.Self.Address);

    internal override InternalActorRef ResolveRemote(ActorPath path) =>
        RemoteSettings.IsLoopback(path.Address.Host) && path.Address.Port is not null
            ? new RemoteActorRef(path, this)
            : new EmptyLocalActorRef(path, this);
}
