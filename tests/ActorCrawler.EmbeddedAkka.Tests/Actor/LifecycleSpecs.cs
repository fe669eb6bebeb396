using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace ActorCrawler.EmbeddedAkka.Tests.Actor;

public sealed class LifecycleSpecs : TestKit
{
    [Fact]
    public void Hooks_run_in_order_from_start_over_restart_to_stop()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Reporting(TestActor)));
        Watch(actor);

        ExpectMsg("constructor");
        ExpectMsg("PreStart");
        actor.Tell("fail");
        ExpectMsg("PreRestart fail");
        ExpectMsg("PostStop");
        ExpectMsg("constructor");
        ExpectMsg("PostRestart failed");
        ExpectMsg("PreStart");
        Sys.Stop(actor);
        ExpectMsg("PostStop");
        ExpectTerminated(actor);
    }

    [Fact]
    public void Restart_keeps_mailbox_and_reference_and_loses_state_and_the_failing_message()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Counting(TestActor)));

        actor.Tell("count");
        actor.Tell("count");
        actor.Tell("fail");
        actor.Tell("count");
        actor.Tell("count");

        ExpectMsg(1);
        ExpectMsg(2);
        ExpectMsg("failing");
        ExpectMsg(1);
        ExpectMsg(2);
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void Restart_stops_children_before_the_new_instance_is_made()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Parent(TestActor)), "restarting-parent");
        ExpectMsg("child PreStart");

        parent.Tell("fail");

        ExpectMsg("child PostStop");
        ExpectMsg("parent PostRestart");
        ExpectMsg("child PreStart");
    }

    [Fact]
    public void Child_that_survives_its_parents_restart_is_restarted_too()
    {
        var parent = Sys.ActorOf(Props.Create(() => new KeepingParent(TestActor)));
        ExpectMsg("child PreStart");

        parent.Tell("fail");

        ExpectMsg("parent PostRestart");
        ExpectMsg("child PostStop");
        ExpectMsg("child PreStart");
        parent.Tell("children");
        ExpectMsg(1);
    }

    [Fact]
    public void Stop_ends_children_before_their_parent()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Parent(TestActor)));
        ExpectMsg("child PreStart");

        Sys.Stop(parent);

        ExpectMsg("child PostStop");
        ExpectMsg("parent PostStop");
    }

    [Fact]
    public void Poison_pill_ends_an_actor_after_the_messages_before_it()
    {
        var gate = new ManualResetEventSlim();
        var actor = Sys.ActorOf(Props.Create(() => new Blocking(gate)));
        Watch(actor);
        actor.Tell("block");
        ExpectMsg("blocking");
        actor.Tell("early");
        actor.Tell(PoisonPill.Instance);
        actor.Tell("late");

        EventFilter.DeadLetter<string>(message => message == "late").ExpectOne(gate.Set);

        ExpectMsg("handled early");
        ExpectTerminated(actor);
    }

    [Fact]
    public void Stop_overtakes_the_messages_that_wait()
    {
        var gate = new ManualResetEventSlim();
        var parent = Sys.ActorOf(Props.Create(() => new StoppingParent(gate)));
        parent.Tell("child");
        var child = ExpectMsg<IActorRef>();
        Watch(child);
        child.Tell("block");
        ExpectMsg("blocking");
        child.Tell("early");
        parent.Tell("stop child");
        ExpectMsg("stopped");

        EventFilter.DeadLetter<string>(message => message == "early").ExpectOne(gate.Set);

        ExpectTerminated(child);
    }

    [Fact]
    public void Actor_may_stop_itself_and_gets_no_further_message()
    {
        var actor = Sys.ActorOf(Props.Create(() => new SelfStopping()));
        Watch(actor);

        actor.Tell("stop");
        actor.Tell("stop");

        ExpectMsg("stopping");
        ExpectTerminated(actor);
    }

    // Akka.NET finds out when it makes the actor, the embedded runtime in the first case already when it makes the props.
    [Theory]
    [InlineData("expression")]
    [InlineData("type parameter")]
    [InlineData("type")]
    public void Actor_without_a_public_constructor_cannot_be_made(string from)
    {
        try
        {
            Watch(Sys.ActorOf(Unconstructible.Props(from)));
            ExpectMsg<Terminated>();
        }
        catch (ArgumentException refused)
        {
            Assert.Contains("public", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Actor_made_with_new_is_refused()
    {
        RunWithoutActor(() => Assert.Throws<ActorInitializationException>(() => new SelfStopping()));
    }

    [Fact]
    public void Context_outside_of_an_actor_is_refused()
    {
        RunWithoutActor(() => Assert.Throws<NotSupportedException>(SelfStopping.TouchContext));
    }

    [Fact]
    public void Disposable_actor_is_disposed_when_it_ends()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Disposing(TestActor)));
        actor.Tell("fail");
        ExpectMsg("disposed");
        Sys.Stop(actor);
        ExpectMsg("disposed");
    }

    [Fact]
    public async Task Graceful_stop_tells_whether_the_actor_ended_in_time()
    {
        var gate = new ManualResetEventSlim();
        var quick = Sys.ActorOf(Props.Create(() => new SelfStopping()));
        var slow = Sys.ActorOf(Props.Create(() => new Blocking(gate)));
        slow.Tell("block");
        await ExpectMsgAsync("blocking");

        Assert.True(await quick.GracefulStop(TimeSpan.FromSeconds(30)));
        Assert.True(await quick.GracefulStop(TimeSpan.FromSeconds(30)), "an actor that has ended already");
        Assert.False(await slow.GracefulStop(TimeSpan.FromMilliseconds(50)));
        gate.Set();
    }

    // On a thread of its own, where no test actor is the current one.
    private static void RunWithoutActor(Action action)
    {
        var failure = default(Exception);
        var thread = new Thread(() => failure = Record.Exception(action));
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }

    private sealed class Reporting : ReceiveActor
    {
        private readonly IActorRef _report;

        public Reporting(IActorRef report)
        {
            _report = report;
            report.Tell("constructor");
            Receive<string>(s => throw new InvalidOperationException(s + "ed"));
        }

        protected override void PreStart() => _report.Tell("PreStart");

        protected override void PostStop() => _report.Tell("PostStop");

        protected override void PreRestart(Exception reason, object message)
        {
            _report.Tell("PreRestart " + message);
            base.PreRestart(reason, message);
        }

        protected override void PostRestart(Exception reason)
        {
            _report.Tell("PostRestart " + reason.Message);
            base.PostRestart(reason);
        }
    }

    private sealed class Counting : ReceiveActor
    {
        private int _count;

        public Counting(IActorRef report)
        {
            Receive<string>(s => s == "count", _ => report.Tell(++_count));
            Receive<string>(_ =>
            {
                report.Tell("failing");
                throw new InvalidOperationException("failed");
            });
        }
    }

    private sealed class Child(IActorRef report) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
        }

        protected override void PreStart() => report.Tell("child PreStart");

        protected override void PostStop() => report.Tell("child PostStop");
    }

    private sealed class Parent : ReceiveActor
    {
        private readonly IActorRef _report;

        public Parent(IActorRef report)
        {
            _report = report;
            Receive<string>(_ => throw new InvalidOperationException("failed"));
        }

        protected override void PreStart()
        {
            var report = _report;
            Context.ActorOf(Props.Create(() => new Child(report)), "child");
        }

        protected override void PostRestart(Exception reason)
        {
            _report.Tell("parent PostRestart");
            base.PostRestart(reason);
        }

        protected override void PreRestart(Exception reason, object message)
        {
            foreach (var child in Context.GetChildren()) Context.Stop(child);
        }

        protected override void PostStop() => _report.Tell("parent PostStop");
    }

    private sealed class KeepingParent : ReceiveActor
    {
        private readonly IActorRef _report;

        public KeepingParent(IActorRef report)
        {
            _report = report;
            Receive<string>(s => s == "children", _ => Sender.Tell(Context.GetChildren().Count()));
            Receive<string>(_ => throw new InvalidOperationException("failed"));
        }

        protected override void PreStart()
        {
            var report = _report;
            Context.ActorOf(Props.Create(() => new Child(report)), "child");
        }

        protected override void PreRestart(Exception reason, object message)
        {
        }

        protected override void PostRestart(Exception reason) => _report.Tell("parent PostRestart");
    }

    private sealed class Blocking : ReceiveActor
    {
        public Blocking(ManualResetEventSlim gate)
        {
            Receive<string>(s => s == "block", _ =>
            {
                Sender.Tell("blocking");
                gate.Wait(TimeSpan.FromSeconds(10));
            });
            Receive<string>(s => Sender.Tell("handled " + s));
        }
    }

    private sealed class StoppingParent : ReceiveActor
    {
        public StoppingParent(ManualResetEventSlim gate)
        {
            var child = Context.ActorOf(Props.Create(() => new Blocking(gate)));
            Receive<string>(s => s == "child", _ => Sender.Tell(child));
            Receive<string>(_ =>
            {
                Context.Stop(child);
                Sender.Tell("stopped");
            });
        }
    }

    private sealed class SelfStopping : ReceiveActor
    {
        public SelfStopping() => Receive<string>(_ =>
        {
            Sender.Tell("stopping");
            Context.Stop(Self);
        });

        public static void TouchContext() => Context.Stop(ActorRefs.Nobody);
    }

    private sealed class Unconstructible : UntypedActor
    {
        private Unconstructible()
        {
        }

        public static Props Props(string from) => from switch
        {
            "expression" => Akka.Actor.Props.Create(() => new Unconstructible()),
            "type parameter" => Akka.Actor.Props.Create<Unconstructible>(),
            _ => Akka.Actor.Props.Create(typeof(Unconstructible))
        };

        protected override void OnReceive(object message)
        {
        }
    }

    private sealed class Disposing(IActorRef report) : UntypedActor, IDisposable
    {
        public void Dispose() => report.Tell("disposed");

        protected override void OnReceive(object message) => throw new InvalidOperationException("failed");
    }
}
