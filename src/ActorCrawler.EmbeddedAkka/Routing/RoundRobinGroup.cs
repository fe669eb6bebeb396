namespace Akka.Routing;

/// <summary>Each message to the next path in turn.</summary>
public sealed class RoundRobinGroup : Group
{
    public RoundRobinGroup(params string[] paths)
        : this((IEnumerable<string>)paths)
    {
    }

    public RoundRobinGroup(IEnumerable<string> paths)
        : this(paths, null)
    {
    }

    private RoundRobinGroup(IEnumerable<string> paths, string? dispatcher)
        : base(paths, dispatcher)
    {
    }

    public RoundRobinGroup WithDispatcher(string dispatcherId) => new(Paths, dispatcherId);

    internal override RoutingLogic CreateLogic() => new RoundRobinRoutingLogic();
}
