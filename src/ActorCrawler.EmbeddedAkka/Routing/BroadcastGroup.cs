namespace Akka.Routing;

/// <summary>Each message to all paths.</summary>
public sealed class BroadcastGroup : Group
{
    public BroadcastGroup(params string[] paths)
        : this((IEnumerable<string>)paths)
    {
    }

    public BroadcastGroup(IEnumerable<string> paths)
        : this(paths, null)
    {
    }

    private BroadcastGroup(IEnumerable<string> paths, string? dispatcher)
        : base(paths, dispatcher)
    {
    }

    public BroadcastGroup WithDispatcher(string dispatcherId) => new(Paths, dispatcherId);

    internal override RoutingLogic CreateLogic() => new BroadcastRoutingLogic();
}
