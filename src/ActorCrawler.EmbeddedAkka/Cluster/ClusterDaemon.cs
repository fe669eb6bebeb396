using Akka.Actor;
using Akka.Event;
using Akka.Remote;
using static Akka.Cluster.ClusterEvent;

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
    private readonly ClusterSubscribers _subscribers;
    private readonly ClusterLiveness _liveness;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly List<Action> _onUp = [];
    private readonly List<Action> _onRemoved = [];
    private readonly UniqueAddress _self;
    private Membership _membership = Membership.None;
    private Address[] _seeds = [];

    public ClusterDaemon(Cluster cluster, RemoteActorRefProvider provider)
    {
        _cluster = cluster;
        _provider = provider;
        _self = cluster.SelfUniqueAddress;
        _subscribers = new ClusterSubscribers(Context, _self);
        _liveness = new ClusterLiveness(provider.Transport, cluster.Settings);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private bool IsAuthority => _membership.Authority == _self;

    private bool IsJoining => _seeds.Length > 0 && _membership == Membership.None;

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
            case ClusterProtocol protocol:
                OnProtocol(protocol);
                break;
            case ClusterCommand command:
                OnCommand(command);
                break;
            case JoinTick:
                AskToJoin();
                break;
            case Quarantine quarantine:
                _provider.Transport.PeerDied(_provider.Transport.AssociationFor(quarantine.Node.Address), quarantine.Node.Uid);
                break;
            case PeerDied died:
                OnLost(new UniqueAddress(died.Address, died.Uid));
                break;
            case ThisSystemQuarantined quarantined:
                if (!IsAuthority && quarantined.By == _membership.Authority?.Address) PutSelfOut();
                break;
            case Terminated terminated:
                _subscribers.Remove(terminated.ActorRef, null);
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
                _subscribers.Add(subscribe, _membership);
                break;
            case ClusterCommand.Unsubscribe unsubscribe:
                _subscribers.Remove(unsubscribe.Subscriber, unsubscribe.To);
                break;
            case ClusterCommand.SendCurrentState send:
                send.Receiver.Tell(_membership.Current);
                break;
            case ClusterCommand.OnMemberUp up:
                if (_cluster.IsUp) Run(up.Callback);
                else _onUp.Add(up.Callback);
                break;
            case ClusterCommand.OnMemberRemoved removed:
                if (_cluster.IsTerminated) Run(removed.Callback);
                else _onRemoved.Add(removed.Callback);
                break;
        }
    }

    private void OnProtocol(ClusterProtocol message)
    {
        switch (message)
        {
            case ClusterProtocol.State state:
                Follow(state.Membership);
                break;
            case ClusterProtocol.Heartbeat heartbeat:
                if (IsAuthority && heartbeat.Version < _membership.Version && _membership.Find(heartbeat.Node) is not null)
                    Send(heartbeat.Node.Address, new ClusterProtocol.State(_membership));
                break;
            case ClusterProtocol.Leave { Address: var address } when IsAlone(address):
            case ClusterProtocol.Down { Address: var downed } when IsAlone(downed):
                PutSelfOut();
                break;
            case not null when !IsAuthority && _membership.Authority is { } authority:
                Send(authority.Address, message);
                break;
            case ClusterProtocol.Join join when IsAuthority:
                Admit(join);
                break;
            case ClusterProtocol.Leave leave:
                Leave(leave.Address);
                break;
            case ClusterProtocol.Down down:
                Down(down.Address);
                break;
            case ClusterProtocol.ExitingConfirmed confirmed:
                Change(_membership.With(confirmed.Node, MemberStatus.Removed), confirmed.Node.Address);
                break;
        }
    }

    // To go takes nobody's agreement when there is nobody left to give it.
    private bool IsAlone(Address leaving) => _membership.Authority is null && leaving == _self.Address;

    private void JoinTo(IReadOnlyList<Address> nodes)
    {
        if (nodes.Count == 0 || _cluster.IsTerminated) return;
        if (_membership != Membership.None)
        {
            _log.Warning("Trying to join [{0}] when already part of a cluster, ignoring", nodes[0]);
            return;
        }

        if (nodes[0] == _self.Address)
        {
            _log.Info("Node [{0}] is starting a new cluster", _self.Address);
            Change((Membership.None with { Authority = _self }).Add(_self, _cluster.Settings.Roles));
            Change(_membership.With(_self, MemberStatus.Up));
            return;
        }

        _seeds = [.. nodes.Where(node => node != _self.Address)];
        Timers.StartPeriodicTimer(JoinTimer, JoinTick.Instance, _cluster.Settings.SeedNodeTimeout);
        AskToJoin();
    }

    private void AskToJoin()
    {
        if (!IsJoining) return;
        foreach (var seed in _seeds) Send(seed, new ClusterProtocol.Join(_self, [.. _cluster.Settings.Roles]));
    }

    private void Admit(ClusterProtocol.Join join)
    {
        if (_membership.Find(join.Node) is not null)
        {
            Send(join.Node.Address, new ClusterProtocol.State(_membership));
            return;
        }

        if (_membership.Find(join.Node.Address) is { } older)
        {
            _log.Info("New incarnation of existing member [{0}] is trying to join. Existing will be removed from the cluster.", older.Address);
            Down(older.Address);
        }

        _log.Info("Node [{0}] is joining with roles [{1}]", join.Node.Address, string.Join(",", join.Roles));
        _liveness.Heard(join.Node);
        Change(_membership.Add(join.Node, join.Roles));
        Change(_membership.With(join.Node, MemberStatus.Up));
    }

    private void Leave(Address address)
    {
        if (_membership.Find(address) is not { Status: MemberStatus.Up or MemberStatus.Joining } member) return;
        Change(_membership.With(member.UniqueAddress, MemberStatus.Leaving));
        Change(_membership.With(member.UniqueAddress, MemberStatus.Exiting));
        if (member.UniqueAddress != _self) return;
        // The others go on, without anybody who could let new members in.
        var without = _membership.With(_self, MemberStatus.Removed) with { Authority = null };
        Broadcast(without);
        Removed(without, CoordinatedShutdown.ClusterLeavingReason.Instance);
    }

    private void Down(Address address)
    {
        if (_membership.Find(address) is not { } member) return;
        if (member.UniqueAddress == _self)
        {
            PutSelfOut();
            return;
        }

        _log.Info("Marking node [{0}] as [Down]", address);
        Change(_membership.With(member.UniqueAddress, MemberStatus.Down));
        Change(_membership.With(member.UniqueAddress, MemberStatus.Removed), address);
        // Not at once: it should first hear that it is out.
        Timers.StartSingleTimer(member.UniqueAddress, new Quarantine(member.UniqueAddress), _cluster.Settings.HeartbeatInterval);
    }

    /// <summary>The process of that node is dead for certain.</summary>
    private void OnLost(UniqueAddress node)
    {
        if (_membership.Find(node) is not { } member || (!IsAuthority && node != _membership.Authority)) return;
        if (member.Status == MemberStatus.Exiting)
        {
            Change(_membership.With(node, MemberStatus.Removed));
            return;
        }

        SetReachable(node, isReachable: false);
        if (IsAuthority) Down(node.Address);
        else PutSelfOut();
    }

    private void OnTick()
    {
        if (_membership == Membership.None || _cluster.IsTerminated) return;
        var others = _membership.Members
            .Select(member => member.UniqueAddress)
            .Where(node => IsAuthority ? node != _self : node == _membership.Authority)
            .ToArray();
        foreach (var node in others) Send(node.Address, new ClusterProtocol.Heartbeat(_self, _membership.Version));
        _liveness.Tick();
        foreach (var node in others)
        {
            SetReachable(node, !_liveness.IsSilent(node));
            if (!_liveness.IsSilentForGood(node)) continue;
            if (IsAuthority) Down(node.Address);
            else PutSelfOut();
        }
    }

    private void SetReachable(UniqueAddress node, bool isReachable)
    {
        if (isReachable != _membership.Unreachable.Contains(node)) return;
        _log.Warning("Node [{0}] is [{1}]", node.Address, isReachable ? "reachable again" : "unreachable");
        var next = _membership.Reach(node, isReachable);
        // A follower's own view has no version of its own: the authority's next word replaces it.
        Change(IsAuthority ? next : next with { Version = _membership.Version });
    }

    private void Follow(Membership next)
    {
        if (IsAuthority || _cluster.IsTerminated) return;
        if (_membership == Membership.None)
        {
            if (!IsJoining || next.Find(_self) is null) return;
            _log.Info("Welcome from [{0}]", next.Authority?.Address);
            Timers.Cancel(JoinTimer);
        }
        else if (next.Version <= _membership.Version)
        {
            return;
        }

        if (next.Find(_self) is not { } self)
        {
            Removed(next, _membership.Find(_self)?.Status is MemberStatus.Exiting or MemberStatus.Leaving
                ? CoordinatedShutdown.ClusterLeavingReason.Instance
                : CoordinatedShutdown.ClusterDowningReason.Instance);
            return;
        }

        Change(next);
        if (self.Status == MemberStatus.Exiting && next.Authority is { } authority)
            Send(authority.Address, new ClusterProtocol.ExitingConfirmed(_self));
    }

    private void PutSelfOut()
    {
        if (_membership.Find(_self) is null || _cluster.IsTerminated) return;
        _log.Warning("Node [{0}] is out of the cluster", _self.Address);
        Change(_membership.With(_self, MemberStatus.Down));
        Removed(_membership.With(_self, MemberStatus.Removed), CoordinatedShutdown.ClusterDowningReason.Instance);
    }

    private void Removed(Membership last, CoordinatedShutdown.Reason reason)
    {
        _cluster.Terminate();
        Publish(last);
        _subscribers.Tell(ClusterShuttingDown.Instance);
        foreach (var callback in _onRemoved) Run(callback);
        _onRemoved.Clear();
        if (reason is CoordinatedShutdown.ClusterLeavingReason || _cluster.Settings.RunCoordinatedShutdownWhenDown)
            _ = CoordinatedShutdown.Get(Context.System).Run(reason);
    }

    /// <param name="next">What is so from now on.</param>
    /// <param name="also">A node that is no member any more and is to know.</param>
    private void Change(Membership next, Address? also = null)
    {
        Publish(next);
        if (!IsAuthority) return;
        Broadcast(next);
        if (also is not null) Send(also, new ClusterProtocol.State(next));
    }

    private void Publish(Membership next)
    {
        var before = _membership;
        _membership = next;
        _cluster.Show(next);
        foreach (var member in next.Members.Except(before.Members)) _provider.Transport.Watcher.Exempt(member.Address, exempt: true);
        foreach (var member in before.Members.Where(member => next.Find(member.Address) is null))
            _provider.Transport.Watcher.Exempt(member.Address, exempt: false);
        foreach (var change in next.Since(before, _self)) _subscribers.Tell(change);
        if (!_cluster.IsUp) return;
        foreach (var callback in _onUp) Run(callback);
        _onUp.Clear();
    }

    private void Broadcast(Membership membership)
    {
        foreach (var member in membership.Members.Where(member => member.UniqueAddress != _self))
            Send(member.Address, new ClusterProtocol.State(membership));
    }

    private void Send(Address address, ClusterProtocol message) =>
        _provider.ResolveRemote(new ActorPath(address) / "system" / Name).Tell(message, Self);

    private void Run(Action callback)
    {
        try
        {
            callback();
        }
        catch (Exception e)
        {
            _log.Error(e, "A callback of the cluster failed: {0}", e.Message);
        }
    }

    private sealed class Tick
    {
        public static readonly Tick Instance = new();
    }

    private sealed class JoinTick
    {
        public static readonly JoinTick Instance = new();
    }

    private sealed record Quarantine(UniqueAddress Node);
}
