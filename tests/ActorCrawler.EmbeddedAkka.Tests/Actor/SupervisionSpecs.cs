using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace ActorCrawler.EmbeddedAkka.Tests.Actor;

public sealed class SupervisionSpecs : TestKit
{
    [Fact]
    public void Resume_keeps_state_and_drops_the_failing_message()
    {
        var child = ChildOf(new OneForOneStrategy(_ => Directive.Resume));

        child.Tell("count");
        child.Tell("fail");
        child.Tell("count");

        ExpectMsg(1);
        ExpectMsg(2);
    }

    [Fact]
    public void Restart_replaces_the_instance()
    {
        var child = ChildOf(new OneForOneStrategy(_ => Directive.Restart));

        child.Tell("count");
        child.Tell("fail");
        child.Tell("count");

        ExpectMsg(1);
        ExpectMsg(1);
    }

    [Fact]
    public void Stop_ends_the_child()
    {
        var child = ChildOf(new OneForOneStrategy(_ => Directive.Stop));
        Watch(child);

        child.Tell("fail");

        ExpectTerminated(child);
    }

    [Fact]
    public void Decider_sees_the_exception_and_its_type()
    {
        var child = ChildOf(new OneForOneStrategy(e => e is ArgumentException ? Directive.Resume : Directive.Stop));
        Watch(child);

        child.Tell("count");
        child.Tell("argument");
        child.Tell("count");
        ExpectMsg(1);
        ExpectMsg(2);
        child.Tell("fail");
        ExpectTerminated(child);
    }

    [Fact]
    public void Escalate_fails_the_parent_whose_restart_makes_a_new_child()
    {
        var grandparent = Sys.ActorOf(Props.Create(() => new Grandparent(TestActor)), "grandparent");
        var made = new[] { ExpectMsg<IActorRef>(), ExpectMsg<IActorRef>() };
        var (parent, child) = made[0].Path.Name == "parent" ? (made[0], made[1]) : (made[1], made[0]);
        Watch(child);
        Watch(parent);

        child.Tell("fail");

        // The child ends with the restart of its parent, which itself goes on under its old reference.
        var seen = new[] { ReceiveOne()!, ReceiveOne()! };
        Assert.Single(seen, message => message is Terminated { ActorRef: var dead } && dead.Equals(child));
        Assert.Single(seen, message => message is IActorRef fresh && fresh.Path.Equals(child.Path) && !fresh.Equals(child));
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        Sys.Stop(grandparent);
        ExpectTerminated(parent);
    }

    [Fact]
    public void Child_is_stopped_after_too_many_restarts()
    {
        var child = ChildOf(new OneForOneStrategy(2, TimeSpan.FromMinutes(1), _ => Directive.Restart));
        Watch(child);

        child.Tell("fail");
        child.Tell("fail");
        child.Tell("count");
        ExpectMsg(1);
        child.Tell("fail");
        ExpectTerminated(child);
    }

    [Fact]
    public void No_restart_is_allowed_when_the_number_is_zero()
    {
        var child = ChildOf(new OneForOneStrategy(0, TimeSpan.FromMinutes(1), _ => Directive.Restart));
        Watch(child);

        child.Tell("fail");

        ExpectTerminated(child);
    }

    [Fact]
    public async Task Restarts_before_the_window_do_not_count()
    {
        var window = TimeSpan.FromMilliseconds(500);
        var child = ChildOf(new OneForOneStrategy(1, window, _ => Directive.Restart));
        Watch(child);

        child.Tell("fail");
        child.Tell("count");
        await ExpectMsgAsync(1);
        await ExpectNoMsgAsync(window + window);
        child.Tell("fail");
        child.Tell("count");
        await ExpectMsgAsync(1);
        child.Tell("fail");
        await ExpectTerminatedAsync(child);
    }

    [Fact]
    public void Restarts_are_counted_for_ever_without_a_window()
    {
        var child = ChildOf(new OneForOneStrategy(1, null, _ => Directive.Restart));
        Watch(child);

        child.Tell("fail");
        child.Tell("count");
        ExpectMsg(1);
        child.Tell("fail");
        ExpectTerminated(child);
    }

    [Fact]
    public void All_for_one_restarts_the_siblings_too()
    {
        var (first, second) = SiblingsOf(new AllForOneStrategy(_ => Directive.Restart));

        first.Tell("count");
        ExpectMsg(1);
        second.Tell("count");
        ExpectMsg(1);
        first.Tell("fail");
        first.Tell("count");
        ExpectMsg(1);
        // Children are told to restart one after the other: all are once their supervisor answers.
        Sys.ActorSelection(first.Path.Parent).Tell("children", TestActor);
        ExpectMsg(2);
        second.Tell("count");
        ExpectMsg(1);
    }

    [Fact]
    public void All_for_one_stops_the_siblings_too()
    {
        var (first, second) = SiblingsOf(new AllForOneStrategy(_ => Directive.Stop));
        Watch(first);
        Watch(second);

        second.Tell("fail");

        var dead = new[] { ExpectMsg<Terminated>().ActorRef, ExpectMsg<Terminated>().ActorRef };
        Assert.Contains(first, dead);
        Assert.Contains(second, dead);
    }

    [Fact]
    public void One_for_one_leaves_the_siblings_alone()
    {
        var (first, second) = SiblingsOf(new OneForOneStrategy(_ => Directive.Restart));

        second.Tell("count");
        ExpectMsg(1);
        first.Tell("fail");
        first.Tell("count");
        ExpectMsg(1);
        second.Tell("count");
        ExpectMsg(2);
    }

    [Fact]
    public void By_default_a_failed_actor_is_restarted_and_one_that_cannot_be_made_is_stopped()
    {
        var restarted = Sys.ActorOf(Props.Create(() => new Fragile()));
        restarted.Tell("count");
        restarted.Tell("fail");
        restarted.Tell("count");
        ExpectMsg(1);
        ExpectMsg(1);

        var broken = Sys.ActorOf(Props.Create(() => new BrokenConstructor()));
        Watch(broken);
        ExpectTerminated(broken);
        var brokenStart = Sys.ActorOf(Props.Create(() => new BrokenStart()));
        Watch(brokenStart);
        ExpectTerminated(brokenStart);
    }

    [Fact]
    public void By_default_a_killed_actor_is_stopped()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Fragile()));
        Watch(actor);

        EventFilter.Exception<ActorKilledException>().ExpectOne(() => actor.Tell(Kill.Instance));

        ExpectTerminated(actor);
    }

    [Fact]
    public async Task Failure_to_create_shows_its_reason_to_the_supervisor()
    {
        var seen = new TaskCompletionSource<Exception>(TaskCreationOptions.RunContinuationsAsynchronously);
        var supervisor = Sys.ActorOf(Props.Create(() => new Supervisor(new OneForOneStrategy(e => Report(seen, e)))));

        supervisor.Tell(Props.Create(() => new BrokenStart()));

        var reason = Assert.IsType<ActorInitializationException>(await seen.Task.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Contains("cannot start", reason.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Actor_that_failed_to_start_is_made_anew_when_its_supervisor_says_restart()
    {
        var attempts = new Attempts();
        var supervisor = Sys.ActorOf(Props.Create(() => new Supervisor(new OneForOneStrategy(_ => Directive.Restart))));

        supervisor.Tell(Props.Create(() => new StartsAtThirdAttempt(attempts)));
        var child = ExpectMsg<IActorRef>();
        child.Tell("attempts");

        ExpectMsg(3);
    }

    [Fact]
    public void Strategy_of_the_props_takes_precedence_over_the_actors_own()
    {
        var props = Props.Create(() => new Supervisor(new OneForOneStrategy(_ => Directive.Restart)))
            .WithSupervisorStrategy(new OneForOneStrategy(_ => Directive.Stop));
        var supervisor = Sys.ActorOf(props);
        supervisor.Tell(Props.Create(() => new Fragile()));
        var child = ExpectMsg<IActorRef>();
        Watch(child);

        child.Tell("fail");

        ExpectTerminated(child);
    }

    [Fact]
    public void Decider_that_throws_fails_the_supervisor()
    {
        var supervisor = Sys.ActorOf(Props.Create(() => new Supervisor(new OneForOneStrategy(_ => ThrowDirective()))));
        supervisor.Tell(Props.Create(() => new Fragile()));
        var child = ExpectMsg<IActorRef>();
        Watch(child);

        child.Tell("fail");

        ExpectTerminated(child);
        supervisor.Tell("children");
        ExpectMsg(0);
    }

    [Fact]
    public async Task Failed_actor_holds_its_children_back_until_it_is_dealt_with()
    {
        var gate = new ManualResetEventSlim();
        var deciding = new TaskCompletionSource<Exception>(TaskCreationOptions.RunContinuationsAsynchronously);
        var supervisor = Sys.ActorOf(Props.Create(() => new Supervisor(new OneForOneStrategy(e => Hold(deciding, gate, e)))));
        supervisor.Tell(Props.Create(() => new Supervisor(new OneForOneStrategy(_ => Directive.Stop))));
        var parent = await ExpectMsgAsync<IActorRef>();
        parent.Tell(Props.Create(() => new Fragile()));
        var child = await ExpectMsgAsync<IActorRef>();

        parent.Tell("fail");
        await deciding.Task.WaitAsync(TimeSpan.FromSeconds(30));
        child.Tell("count");
        await ExpectNoMsgAsync(TimeSpan.FromMilliseconds(100));
        gate.Set();

        await ExpectMsgAsync(1);
    }

    [Fact]
    public void Failure_is_logged_with_its_message_and_the_childs_path()
    {
        var child = ChildOf(new OneForOneStrategy(_ => Directive.Restart));

        EventFilter.Error("failed", source: child.Path.ToString()).ExpectOne(() => child.Tell("fail"));
    }

    [Fact]
    public void Forgiven_failure_is_logged_as_a_warning()
    {
        var child = ChildOf(new OneForOneStrategy(_ => Directive.Resume));

        EventFilter.Warning("failed").ExpectOne(() => child.Tell("fail"));
    }

    private static Directive ThrowDirective() => throw new NotSupportedException("no decision");

    private static Directive Report(TaskCompletionSource<Exception> seen, Exception e)
    {
        seen.TrySetResult(e);
        return Directive.Stop;
    }

    private static Directive Hold(TaskCompletionSource<Exception> deciding, ManualResetEventSlim gate, Exception e)
    {
        deciding.TrySetResult(e);
        gate.Wait(TimeSpan.FromSeconds(10));
        return Directive.Resume;
    }

    private IActorRef ChildOf(SupervisorStrategy strategy)
    {
        var supervisor = Sys.ActorOf(Props.Create(() => new Supervisor(strategy)));
        supervisor.Tell(Props.Create(() => new Fragile()));
        return ExpectMsg<IActorRef>();
    }

    private (IActorRef First, IActorRef Second) SiblingsOf(SupervisorStrategy strategy)
    {
        var supervisor = Sys.ActorOf(Props.Create(() => new Supervisor(strategy)));
        supervisor.Tell(Props.Create(() => new Fragile()));
        supervisor.Tell(Props.Create(() => new Fragile()));
        return (ExpectMsg<IActorRef>(), ExpectMsg<IActorRef>());
    }
}
