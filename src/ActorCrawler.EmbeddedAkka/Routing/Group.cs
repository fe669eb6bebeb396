using Akka.Actor;

namespace Akka.Routing;

/// <summary>A router over actors that others made, given by path.</summary>
public abstract class Group : RouterConfig
{
    private protected Group(IEnumerable<string> paths, string? routerDispatcher)
        : base(routerDispatcher) => Paths = [.. paths];

    internal IReadOnlyList<string> Paths { get; }

    public Props Props() => Actor.Props.Empty.WithRouter(this);
}
