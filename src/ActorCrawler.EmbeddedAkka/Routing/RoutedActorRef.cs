using Akka.Actor;

namespace Akka.Routing;

/// <summary>A router's reference: who tells it something hands the message to the routees at once.</summary>
internal sealed class RoutedActorRef : LocalActorRef
{
    private readonly RoutingLogic _logic;
    private readonly RouterConfig _config;
    private readonly Props _routeeProps;
    private Routee[] _routees = [];

    private RoutedActorRef(ActorPath path, InternalActorRef parent, LocalActorRefProvider provider, RouterConfig config, Props routeeProps)
        : base(path, parent, provider)
    {
        _config = config;
        _logic = config.CreateLogic();
        _routeeProps = routeeProps;
    }

    // Written by the router actor alone, read by senders.
    internal Routee[] Routees => Volatile.Read(ref _routees);

    internal bool EndsWithoutRoutees => _config is Pool;

    public override void Tell(object message, IActorRef? sender)
    {
        if (message is RouterManagementMessage or IAutoReceivedMessage) base.Tell(message, sender);
        else Route(NotNull(message), sender);
    }

    internal static RoutedActorRef Create(ActorSystemImpl system, RouterConfig config, Props props, InternalActorRef parent, ActorPath path)
    {
        var router = new RoutedActorRef(path, parent, system.Provider, config, props.WithoutRouter());
        var strategy = (config as Pool)?.SupervisorStrategy ?? SupervisorStrategy.DefaultStrategy;
        var routerProps = Props.Create<RouterActor>(router).WithSupervisorStrategy(strategy).WithDispatcher(config.RouterDispatcher);
        router.Cell = system.Provider.NewCell(router, routerProps);
        return router;
    }

    // The routees are there before anyone can tell the router anything.
    internal override void Start()
    {
        if (_config is Pool pool) AddRoutees(NewRoutees(pool.NrOfInstances));
        else if (_config is Group group) AddRoutees(group.Paths.Select(path => new ActorSelectionRoutee(Cell.ActorSelection(path))));
        base.Start();
    }

    internal IEnumerable<Routee> NewRoutees(int count) =>
        Enumerable.Range(0, count).Select(_ => new ActorRefRoutee(Cell.MakeChild(_routeeProps, null)));

    internal void AddRoutees(IEnumerable<Routee> routees)
    {
        var added = routees.ToList();
        foreach (var routee in added.OfType<ActorRefRoutee>()) Cell.Watch(routee.Actor);
        Volatile.Write(ref _routees, [.. _routees, .. added]);
    }

    internal void RemoveRoutees(IReadOnlyCollection<Routee> routees)
    {
        foreach (var routee in routees.OfType<ActorRefRoutee>()) Cell.Unwatch(routee.Actor);
        Volatile.Write(ref _routees, [.. _routees.Where(routee => !routees.Contains(routee))]);
    }

    private void Route(object message, IActorRef? sender)
    {
        var routees = Routees;
        if (routees.Length == 0 || IsTerminated)
        {
            Provider.PublishDeadLetter(message is Broadcast broken ? broken.Message : message, sender, this);
        }
        else if (message is Broadcast broadcast)
        {
            foreach (var routee in routees) routee.Send(broadcast.Message, sender);
        }
        else
        {
            _logic.Select(routees).Send(message, sender);
        }
    }
}
