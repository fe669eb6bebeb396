using Akka.Actor;
using Akka.Event;
using Akka.Remote;

namespace Akka.Cluster;

/// <summary>
/// Keeps this node's membership. On the authority (the node that started the cluster) it decides about all members; on the others it
/// follows, and puts itself out when the authority is lost: who cannot see the oldest node is on the wrong side of the split.
/// </summary>
/// <remarks>
/// <code>
/// outside --JoinTo self--> authority          outside --JoinTo others--> joining --State--> member
/// authority, member --Leave, Down, authority lost--> removed (for good)
/// </code>
/// </remarks>
internal sealed class ClusterDaemon : UntypedActor, IWithTimers
{
    public const string Name = "cluster";

    private const string JoinTimer = "join";
    private const string TickTimer = "tick";

    private readonly Cluster _cluster;
    private readonly RemoteActorRefProvider _provider;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly ClusterNode _node;
    private readonly ClusterAuthority _authority;
    private readonly ClusterLiveness _liveness;
    private Address[] _seeds = [];

    // Asked for and not yet granted: an authority that leaves meanwhile will not do it any more.
    private bool _isLeaving;

    public ClusterDaemon(Cluster cluster, RemoteActorRefProvider provider)
    {
        _cluster = cluster;
        _provider = provider;
        _node = new ClusterNode(cluster, provider, Context, _log);
        _liveness = new ClusterLiveness(provider.Transport, cluster.Settings);
        _authority = new ClusterAuthority(_node, _liveness, _log, Quarantine);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private bool IsJoining => _seeds.Length > 0 && _node.Membership == Membership.None;

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(PeerDied));
        Context.System.EventStream.Subscribe(Self, typeof(ThisSystemQuarantined));
        Timers.StartPeriodicTimer(TickTimer, Tick.Instance, _cluster.Settings.HeartbeatInterval);
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Tick:
                OnTick();
                break;
            case ClusterProtocol.State state:
                Follow(state.Membership);
                break;
            case ClusterProtocol request when _node.IsAuthority:
                _authority.Handle(request);
                break;
            case ClusterProtocol request:
                PassOn(request);
                break;
            case ClusterCommand command:
                OnCommand(command);
                break;
            case JoinTick:
                AskToJoin();
                break;
            case QuarantineNow quarantine:
                _provider.Transport.AssociationFor(quarantine.Node.Address).Died(quarantine.Node.Uid);
                break;
            case PeerDied died:
                OnLost(new UniqueAddress(died.Address, died.Uid));
                break;
            case ThisSystemQuarantined quarantined:
                if (!_node.IsAuthority && quarantined.By == _node.Membership.Authority?.Address) _node.PutSelfOut();
                break;
            case Terminated terminated:
                _node.Subscribers.Remove(terminated.ActorRef, null);
                break;
        }
    }

    private void OnCommand(ClusterCommand command)
    {
        switch (command)
        {
            case ClusterCommand.JoinTo join:
                JoinTo(join.Nodes);
                break;
            case ClusterCommand.Subscribe subscribe:
                _node.Subscribers.Add(subscribe, _node.Membership);
                break;
            case ClusterCommand.Unsubscribe unsubscribe:
                _node.Subscribers.Remove(unsubscribe.Subscriber, unsubscribe.To);
                break;
            case ClusterCommand.SendCurrentState send:
                send.Receiver.Tell(_node.Membership.Current);
                break;
            case ClusterCommand.OnMemberUp up:
                _node.OnMemberUp(up.Callback);
                break;
            case ClusterCommand.OnMemberRemoved removed:
                _node.OnMemberRemoved(removed.Callback);
                break;
        }
    }

    private void JoinTo(IReadOnlyList<Address> nodes)
    {
        if (nodes.Count == 0 || _cluster.IsTerminated) return;
        if (_node.Membership != Membership.None)
        {
            _log.Warning("Trying to join [{0}] when already part of a cluster, ignoring", nodes[0]);
            return;
        }

        if (nodes[0] == _node.Self.Address)
        {
            _authority.Found(_cluster.Settings.Roles);
            return;
        }

        _seeds = [.. nodes.Where(node => node != _node.Self.Address)];
        Timers.StartPeriodicTimer(JoinTimer, JoinTick.Instance, _cluster.Settings.SeedNodeTimeout);
        AskToJoin();
    }

    private void AskToJoin()
    {
        if (!IsJoining) return;
        foreach (var seed in _seeds) _node.Send(seed, new ClusterProtocol.Join(_node.Self, [.. _cluster.Settings.Roles]));
    }

    private void PassOn(ClusterProtocol request)
    {
        var isOwnEnd = request is ClusterProtocol.Leave { Address: var leaving } && leaving == _node.Self.Address
            || request is ClusterProtocol.Down { Address: var downed } && downed == _node.Self.Address;
        if (_node.Membership.Authority is not { } authority)
        {
            // To go takes nobody's agreement when there is nobody left to give it.
            if (isOwnEnd) _node.PutSelfOut();
            return;
        }

        if (request is ClusterProtocol.Heartbeat) return;
        _isLeaving |= isOwnEnd;
        _node.Send(authority.Address, request);
    }

    /// <summary>The process of that node is dead for certain.</summary>
    private void OnLost(UniqueAddress lost)
    {
        if (_node.IsAuthority)
        {
            _authority.Lost(lost);
        }
        else if (lost == _node.Membership.Authority)
        {
            SetReachable(lost, isReachable: false);
            _node.PutSelfOut();
        }
    }

    private void OnTick()
    {
        if (_node.Membership == Membership.None || _cluster.IsTerminated) return;
        UniqueAddress[] others = _node.IsAuthority
            ? [.. _node.Membership.Members.Select(member => member.UniqueAddress).Where(node => node != _node.Self)]
            : _node.Membership.Authority is { } authority ? [authority] : [];
        foreach (var other in others) _node.Send(other.Address, new ClusterProtocol.Heartbeat(_node.Self, _node.Membership.Version));
        _liveness.Tick();
        foreach (var other in others)
        {
            SetReachable(other, !_liveness.IsSilent(other));
            if (!_liveness.IsSilentForGood(other)) continue;
            if (_node.IsAuthority) _authority.Down(other.Address);
            else _node.PutSelfOut();
        }
    }

    private void SetReachable(UniqueAddress node, bool isReachable)
    {
        var membership = _node.Membership;
        if (isReachable != membership.Unreachable.Contains(node)) return;
        _log.Warning("Node [{0}] is [{1}]", node.Address, isReachable ? "reachable again" : "unreachable");
        var next = membership.Reach(node, isReachable);
        // A follower's own view has no version of its own: the authority's next word replaces it.
        _node.Change(_node.IsAuthority ? next : next with { Version = membership.Version });
    }

    private void Follow(Membership next)
    {
        var before = _node.Membership;
        if (_node.IsAuthority || _cluster.IsTerminated) return;
        if (before == Membership.None)
        {
            if (!IsJoining || next.Find(_node.Self) is null) return;
            _log.Info("Welcome from [{0}]", next.Authority?.Address);
            Timers.Cancel(JoinTimer);
        }
        else if (next.Version <= before.Version)
        {
            return;
        }

        if (next.Find(_node.Self) is not { } self)
        {
            _node.Removed(next, before.Find(_node.Self)?.Status is MemberStatus.Exiting or MemberStatus.Leaving
                ? CoordinatedShutdown.ClusterLeavingReason.Instance
                : CoordinatedShutdown.ClusterDowningReason.Instance);
            return;
        }

        _node.Change(next);
        if (next.Authority is not { } authority)
        {
            if (_isLeaving) _node.Removed(next.With(_node.Self, MemberStatus.Removed), CoordinatedShutdown.ClusterLeavingReason.Instance);
        }
        else if (self.Status == MemberStatus.Exiting)
        {
            _node.Send(authority.Address, new ClusterProtocol.ExitingConfirmed(_node.Self));
        }
    }

    // Not at once: the node should first hear that it is out.
    private void Quarantine(UniqueAddress node) => Timers.StartSingleTimer(node, new QuarantineNow(node), _cluster.Settings.HeartbeatInterval);

    private sealed class Tick
    {
        public static readonly Tick Instance = new();
    }

    private sealed class JoinTick
    {
        public static readonly JoinTick Instance = new();
    }

    private sealed record QuarantineNow(UniqueAddress Node);
}
