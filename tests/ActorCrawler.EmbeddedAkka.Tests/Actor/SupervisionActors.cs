using Akka.Actor;

namespace ActorCrawler.EmbeddedAkka.Tests.Actor;

/// <summary>Makes children from the props that it is told.</summary>
internal sealed class Supervisor : ReceiveActor
{
    private readonly SupervisorStrategy _strategy;

    public Supervisor(SupervisorStrategy strategy)
    {
        _strategy = strategy;
        Receive<Props>(props => Sender.Tell(Context.ActorOf(props)));
        Receive<string>(s => s == "children", _ => Sender.Tell(Context.GetChildren().Count()));
        Receive<string>(s => s == "fail", _ => throw new InvalidOperationException("failed"));
    }

    protected override SupervisorStrategy SupervisorStrategy() => _strategy;
}

/// <summary>Counts, and fails when it is told to.</summary>
internal sealed class Fragile : ReceiveActor
{
    private int _count;

    public Fragile()
    {
        Receive<string>(s => s == "count", _ => Sender.Tell(++_count));
        Receive<string>(s => s == "argument", _ => throw new ArgumentException("argument"));
        Receive<string>(s => s == "fail", _ => throw new InvalidOperationException("failed"));
    }
}

/// <summary>Supervises a parent of a fragile child, and lets its failures come up.</summary>
internal sealed class Grandparent : ReceiveActor
{
    public Grandparent(IActorRef report) => report.Tell(Context.ActorOf(Props.Create(() => new EscalatingParent(report)), "parent"));
}

internal sealed class EscalatingParent : ReceiveActor
{
    public EscalatingParent(IActorRef report) => report.Tell(Context.ActorOf(Props.Create(() => new Fragile()), "child"));

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Escalate);
}

internal sealed class BrokenConstructor : ReceiveActor
{
    public BrokenConstructor() => throw new InvalidOperationException("cannot be made");
}

internal sealed class BrokenStart : ReceiveActor
{
    protected override void PreStart() => throw new InvalidOperationException("cannot start");
}

internal sealed class Attempts
{
    public int Count { get; set; }
}

internal sealed class StartsAtThirdAttempt : ReceiveActor
{
    public StartsAtThirdAttempt(Attempts attempts)
    {
        if (++attempts.Count < 3) throw new InvalidOperationException("not yet");
        Receive<string>(_ => Sender.Tell(attempts.Count));
    }
}
