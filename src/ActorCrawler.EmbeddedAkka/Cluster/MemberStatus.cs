namespace Akka.Cluster;

/// <summary>Where a member is in its life: joining, up, leaving, exiting, removed; or down, then removed.</summary>
public enum MemberStatus
{
    Joining,
    Up,
    Leaving,
    Exiting,
    Down,
    Removed,

    /// <summary>Up without the agreement of all; there is no such thing with one authority.</summary>
    WeaklyUp,
}
