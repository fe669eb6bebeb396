using Akka.Remote;

namespace Akka.Cluster;

/// <summary>How long nodes have been silent. Any byte of theirs counts as a sign of life.</summary>
internal sealed class ClusterLiveness(RemoteTransport transport, ClusterSettings settings)
{
    private TimeSpan _lastTick = transport.Clock;

    // Before this moment nobody is silent: this process itself was not awake to hear.
    private TimeSpan _listeningSince;

    public void Heard(UniqueAddress node) => transport.AssociationFor(node.Address).LastHeard = transport.Clock;

    public void Tick()
    {
        var now = transport.Clock;
        if (now - _lastTick > settings.HeartbeatInterval + settings.HeartbeatPause) _listeningSince = now;
        _lastTick = now;
    }

    public bool IsSilent(UniqueAddress node) => Silence(node) > settings.HeartbeatPause;

    public bool IsSilentForGood(UniqueAddress node) => settings.StableAfter is { } limit && Silence(node) > settings.HeartbeatPause + limit;

    private TimeSpan Silence(UniqueAddress node)
    {
        var heard = transport.AssociationFor(node.Address).LastHeard;
        return transport.Clock - (heard > _listeningSince ? heard : _listeningSince);
    }
}
