using System.Collections.Immutable;
using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Remote;
using static Akka.Cluster.ClusterEvent;

namespace Akka.Cluster;

/// <summary>This system as a node of a cluster.</summary>
public sealed class Cluster : IExtension
{
    private readonly IActorRef _daemon;
    private volatile Membership _membership = Membership.None;
    private volatile bool _isTerminated;

    internal Cluster(ActorSystemImpl system)
    {
        if (system.Provider is not ClusterActorRefProvider provider)
            throw new ConfigurationException($"ActorSystem {system} needs 'akka.actor.provider = cluster' in its configuration.");
        System = system;
        Settings = new ClusterSettings(system.Settings.Config);
        SelfUniqueAddress = new UniqueAddress(provider.Transport.Self.Address, provider.Transport.Self.Uid);
        _daemon = system.SystemActorOf(
            Props.Create(() => new ClusterDaemon(this, provider)).WithDispatcher(Dispatchers.InternalDispatcherId), ClusterDaemon.Name);
        CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseClusterLeave, "leave", LeaveInShutdownAsync);
    }

    public UniqueAddress SelfUniqueAddress { get; }

    public Address SelfAddress => SelfUniqueAddress.Address;

    public ImmutableHashSet<string> SelfRoles => Settings.Roles;

    /// <summary>The cluster as this node knows it.</summary>
    public CurrentClusterState State => _membership.Current;

    /// <summary>This node as a member; of status Removed while it is none.</summary>
    public Member SelfMember =>
        _membership.Find(SelfUniqueAddress) ?? new Member(SelfUniqueAddress, int.MaxValue, MemberStatus.Removed, Settings.Roles);

    public bool IsUp => SelfMember.Status == MemberStatus.Up;

    /// <summary>True when this node has been in the cluster and is out of it for good.</summary>
    public bool IsTerminated => _isTerminated;

    public ExtendedActorSystem System { get; }

    internal ClusterSettings Settings { get; }

    /// <exception cref="ConfigurationException">The system's provider is not cluster.</exception>
    public static Cluster Get(ActorSystem system) => system.WithExtension<Cluster, ClusterExtension>();

    /// <summary>Joins the cluster of that node, or with its own address starts one.</summary>
    /// <exception cref="ConfigurationException">The address is not on this machine.</exception>
    public void Join(Address address) => JoinSeedNodes([address]);

    /// <summary>Joins through any of these nodes. The one that is first in the list starts the cluster.</summary>
    /// <exception cref="ConfigurationException">An address is not on this machine.</exception>
    public void JoinSeedNodes(IEnumerable<Address> seedNodes)
    {
        Address[] nodes = [.. seedNodes.Select(FillLocal)];
        foreach (var node in nodes) RemoteSettings.RequireLoopback("A seed node", node);
        _daemon.Tell(new ClusterCommand.JoinTo(nodes), ActorRefs.NoSender);
    }

    /// <summary>Joins; completes when this node is up.</summary>
    /// <exception cref="ClusterJoinFailedException">In the task: it was given up before, or the node is out of the cluster for good.</exception>
    public async Task JoinSeedNodesAsync(IEnumerable<Address> seedNodes, CancellationToken token = default)
    {
        if (_isTerminated) throw new ClusterJoinFailedException("Cluster has already been terminated");
        var up = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        RegisterOnMemberUp(() => up.TrySetResult());
        Address[] nodes = [.. seedNodes];
        JoinSeedNodes(nodes);
        try
        {
            await up.Task.WaitAsync(token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw new ClusterJoinFailedException(
                $"Node has not managed to join the cluster using provided addresses: [{string.Join<Address>(",", nodes)}]");
        }
    }

    public Task JoinAsync(Address address, CancellationToken token = default) => JoinSeedNodesAsync([address], token);

    /// <summary>Makes a node leave in order.</summary>
    public void Leave(Address address) => _daemon.Tell(new ClusterProtocol.Leave(FillLocal(address)), ActorRefs.NoSender);

    /// <summary>Leaves; completes when this node has been removed.</summary>
    public Task LeaveAsync()
    {
        var removed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        RegisterOnMemberRemoved(() => removed.TrySetResult());
        Leave(SelfAddress);
        return removed.Task;
    }

    /// <summary>Puts a node out of the cluster, whether it can be reached or not.</summary>
    public void Down(Address address) => _daemon.Tell(new ClusterProtocol.Down(FillLocal(address)), ActorRefs.NoSender);

    /// <summary>Sends these kinds of events to an actor, after one <see cref="CurrentClusterState"/>.</summary>
    public void Subscribe(IActorRef subscriber, params Type[] to) => Subscribe(subscriber, InitialStateAsSnapshot, to);

    /// <exception cref="ArgumentException">There is no kind, or one that is no <see cref="IClusterDomainEvent"/>.</exception>
    public void Subscribe(IActorRef subscriber, SubscriptionInitialStateMode initialStateMode, params Type[] to)
    {
        if (to.Length == 0) throw new ArgumentException("At least one `IClusterDomainEvent` class is required", nameof(to));
        if (!to.All(typeof(IClusterDomainEvent).IsAssignableFrom))
        {
            throw new ArgumentException(
                $"Subscribe to `IClusterDomainEvent` or subclasses, was [{string.Join(", ", to.Select(type => type.Name))}]", nameof(to));
        }

        _daemon.Tell(new ClusterCommand.Subscribe(subscriber, initialStateMode, to), ActorRefs.NoSender);
    }

    public void Unsubscribe(IActorRef subscriber) => _daemon.Tell(new ClusterCommand.Unsubscribe(subscriber, null), ActorRefs.NoSender);

    public void Unsubscribe(IActorRef subscriber, Type to) => _daemon.Tell(new ClusterCommand.Unsubscribe(subscriber, to), ActorRefs.NoSender);

    public void SendCurrentClusterState(IActorRef receiver) => _daemon.Tell(new ClusterCommand.SendCurrentState(receiver), ActorRefs.NoSender);

    /// <summary>Runs <paramref name="callback"/> when this node is up, or now if it is.</summary>
    public void RegisterOnMemberUp(Action callback)
    {
        if (IsUp) callback();
        else _daemon.Tell(new ClusterCommand.OnMemberUp(callback), ActorRefs.NoSender);
    }

    /// <summary>Runs <paramref name="callback"/> when this node has been removed, or now if it has.</summary>
    public void RegisterOnMemberRemoved(Action callback)
    {
        if (_isTerminated) callback();
        else _daemon.Tell(new ClusterCommand.OnMemberRemoved(callback), ActorRefs.NoSender);
    }

    internal void Show(Membership membership) => _membership = membership;

    internal void Terminate() => _isTerminated = true;

    private Address FillLocal(Address address) => address.HasLocalScope && address.System == SelfAddress.System ? SelfAddress : address;

    private async Task<Done> LeaveInShutdownAsync()
    {
        if (!_isTerminated && SelfMember.Status != MemberStatus.Removed) await LeaveAsync().ConfigureAwait(false);
        return Done.Instance;
    }
}
