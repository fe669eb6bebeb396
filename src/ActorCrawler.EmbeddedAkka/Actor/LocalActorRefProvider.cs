using System.Collections.Concurrent;
using Akka.Event;
using Akka.Routing;

namespace Akka.Actor;

/// <summary>The tree of one system: its root, the guardians below it, the places of temporary references, the dead letters.</summary>
/// <remarks>What lets a system reach others derives from it: the members that are virtual are the whole of that seam.</remarks>
internal class LocalActorRefProvider : IActorRefProvider
{
    private readonly ConcurrentDictionary<string, InternalActorRef> _temporary = new();
    private readonly ActorPath _tempPath;
    private readonly Deployer _deployer;
    private long _lastTemp;

    internal LocalActorRefProvider(ActorSystemImpl system)
    {
        System = system;
        RootPath = new ActorPath(new Address("akka", system.Name));
        _tempPath = RootPath / "temp";
        _deployer = new Deployer(system.Settings.Config);
        DeadLetters = new EmptyLocalActorRef(RootPath / "deadLetters", this);
        IgnoreRef = new IgnoreActorRef(this);
        RootGuardian = new RootGuardianRef(this);
    }

    /// <summary>The address at which other systems reach this one.</summary>
    public virtual Address DefaultAddress => RootPath.Address;

    IActorRef IActorRefProvider.DeadLetters => DeadLetters;

    internal ActorSystemImpl System { get; }

    internal ActorPath RootPath { get; }

    internal InternalActorRef DeadLetters { get; }

    internal IActorRef IgnoreRef { get; }

    internal RootGuardianRef RootGuardian { get; }

    internal LocalActorRef Guardian => RootGuardian.User;

    internal LocalActorRef SystemGuardian => RootGuardian.System;

    public IActorRef ResolveActorRef(string path) =>
        ActorPath.TryParse(path, out var parsed) ? ResolveActorRef(parsed) : DeadLetters;

    public IActorRef ResolveActorRef(ActorPath actorPath)
    {
        if (!IsOwn(actorPath.Address)) return ResolveRemote(actorPath);
        InternalActorRef found = RootGuardian;
        foreach (var name in actorPath.Elements) found = found.GetSingleChild(name);
        var isSame = found is not Nobody && (actorPath.Uid == 0 || actorPath.Uid == found.Path.Uid);
        return isSame ? found : new EmptyLocalActorRef(OnOwnRoot(actorPath), this);
    }

    /// <summary>Called when the guardians and loggers are there and before user actors are.</summary>
    internal virtual void Start()
    {
    }

    /// <summary>Called when the last user actor has ended and the system's own are still there.</summary>
    internal virtual Task ShutdownAsync() => Task.CompletedTask;

    /// <summary>Whether actors of that address live here.</summary>
    internal virtual bool IsOwn(Address address) => address.Equals(RootPath.Address);

    /// <summary>A reference to an actor of another system.</summary>
    internal virtual InternalActorRef ResolveRemote(ActorPath path) => new EmptyLocalActorRef(path, this);

    /// <summary>A new actor's reference; the caller adds it to its parent's children and starts it.</summary>
    internal LocalActorRef NewActorRef(Props props, InternalActorRef parent, ActorPath path)
    {
        var deployed = _deployer.Apply(props, path);
        if (deployed.RouterConfig is { } router) return RoutedActorRef.Create(System, router, deployed, parent, path);
        var reference = new LocalActorRef(path, parent, this);
        reference.Cell = NewCell(reference, deployed);
        return reference;
    }

    internal ActorCell NewCell(LocalActorRef reference, Props props) =>
        new(System, reference, props, props.Dispatcher, System.Mailboxes.Lookup(props.Mailbox));

    /// <summary>The actors at a path: absolute, with or without an address, or relative to <paramref name="anchor"/>.</summary>
    internal ActorSelection Selection(InternalActorRef anchor, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (path[0] == '/') return new ActorSelection(RootGuardian, path);
        if (!Address.TryParse(path, out var address, out var rest)) return new ActorSelection(anchor, path);
        return new ActorSelection(IsOwn(address) ? RootGuardian : ResolveRemote(new ActorPath(address)), rest);
    }

    internal ActorPath NextTempPath() => _tempPath / ActorCell.Base64Name(Interlocked.Increment(ref _lastTemp)).Insert(0, "$");

    internal ActorPath RegisterTemp(InternalActorRef reference)
    {
        var path = NextTempPath();
        _temporary[path.Name] = reference;
        return path;
    }

    internal void UnregisterTemp(ActorPath path) => _temporary.TryRemove(path.Name, out _);

    internal InternalActorRef GetTemp(string name) => _temporary.TryGetValue(name, out var reference) ? reference : Nobody.Instance;

    /// <summary>Makes a message that nobody takes known. Log lines and dead letters themselves just end here: to publish them would go round in circles.</summary>
    internal void PublishDeadLetter(object message, IActorRef? sender, InternalActorRef recipient)
    {
        switch (message)
        {
            case AllDeadLetters or LogEvent:
                break;
            case Identify identify:
                sender?.Tell(new ActorIdentity(identify.MessageId, null), recipient);
                break;
            case IDeadLetterSuppression suppressed:
                System.EventStream.Publish(new SuppressedDeadLetter(suppressed, sender ?? DeadLetters, recipient));
                break;
            default:
                System.EventStream.Publish(new DeadLetter(message, sender ?? DeadLetters, recipient));
                break;
        }
    }

    private ActorPath OnOwnRoot(ActorPath path)
    {
        if (path.Address.Equals(RootPath.Address)) return path;
        var own = path.Elements.Aggregate(RootPath, (parent, name) => parent / name);
        return own.WithUid(path.Uid);
    }
}
