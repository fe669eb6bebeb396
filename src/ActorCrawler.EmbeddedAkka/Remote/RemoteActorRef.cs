using Akka.Actor;
using Akka.Dispatch.SysMsg;

namespace Akka.Remote;

/// <summary>The reference of an actor in another process.</summary>
internal sealed class RemoteActorRef(ActorPath path, RemoteActorRefProvider provider) : InternalActorRef
{
    private readonly int _hash = path.Uid != 0 ? path.Uid.GetHashCode() : path.GetHashCode();
    private Association? _association;

    public override ActorPath Path { get; } = path;

    public override bool IsLocal => false;

    public override LocalActorRefProvider Provider => provider;

    public override InternalActorRef Parent => provider.ResolveRemote(Path.Parent);

    internal Association Association => _association ??= provider.Transport.AssociationFor(Path.Address);

    public override void Tell(object message, IActorRef? sender) => provider.Transport.Courier.Send(this, Association, NotNull(message), sender);

    public override void SendSystemMessage(SystemMessage message)
    {
        var watcher = provider.Transport.Watcher;
        switch (message)
        {
            case Watch watch:
                watcher.Watch(this, watch.Watcher);
                break;
            case Unwatch unwatch:
                watcher.Unwatch(this, unwatch.Watcher);
                break;
            case DeathWatchNotification notification:
                watcher.TellEnded(notification, this);
                break;
            case Terminate:
                RemoteCourier.SendSystem(SystemFrame.Stop, this, null, Association);
                break;
        }
    }

    public override InternalActorRef GetSingleChild(string name) => provider.ResolveRemote(Path / name);

    public override int GetHashCode() => _hash;
}
