using Akka.Actor;
using Akka.Event;
using Akka.TestKit.Xunit2;

namespace ActorCrawler.EmbeddedAkka.Tests.Actor;

public sealed class ReceiveActorSpecs : TestKit
{
    [Fact]
    public void Handlers_are_asked_in_the_order_in_which_they_were_registered()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Ordered()));

        actor.Tell(1);
        ExpectMsg("even or odd: odd");
        actor.Tell(2);
        ExpectMsg("even");
        actor.Tell("text");
        ExpectMsg("string");
        actor.Tell(2.5);
        ExpectMsg("any");
    }

    [Fact]
    public void Handler_of_a_base_type_takes_derived_messages()
    {
        var actor = Sys.ActorOf(Props.Create(() => new TakesExceptions()));

        actor.Tell(new ArgumentNullException());
        ExpectMsg("ArgumentException");
        actor.Tell(new InvalidOperationException());
        ExpectMsg("Exception");
    }

    [Fact]
    public void Handler_that_returns_false_leaves_the_message_to_the_next()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Declining()));

        actor.Tell(1);
        ExpectMsg("second");
        actor.Tell(10);
        ExpectMsg("first");
    }

    [Fact]
    public void Unhandled_message_is_published()
    {
        var probe = CreateTestProbe();
        Sys.EventStream.Subscribe(probe.Ref, typeof(UnhandledMessage));
        var actor = Sys.ActorOf(Props.Create(() => new TakesExceptions()));

        actor.Tell("what?");

        var unhandled = probe.ExpectMsg<UnhandledMessage>();
        Assert.Equal("what?", unhandled.Message);
        Assert.Equal(TestActor, unhandled.Sender);
        Assert.Equal(actor, unhandled.Recipient);
    }

    [Fact]
    public void Become_replaces_all_handlers()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Switching()));

        actor.Tell("hello");
        ExpectMsg("closed: hello");
        actor.Tell("open");
        actor.Tell("hello");
        ExpectMsg("open: hello");
        actor.Tell("close");
        actor.Tell("hello");
        ExpectMsg("closed: hello");
    }

    [Fact]
    public void Stacked_behaviour_gives_way_to_the_one_below()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Stacking()));

        actor.Tell("push");
        actor.Tell("push");
        actor.Tell("depth");
        ExpectMsg(2);
        actor.Tell("pop");
        actor.Tell("depth");
        ExpectMsg(1);
        actor.Tell("pop");
        actor.Tell("depth");
        ExpectMsg(0);
        actor.Tell("pop");
        actor.Tell("depth");
        ExpectMsg(0);
    }

    [Fact]
    public void Receive_outside_of_constructor_and_become_fails_the_actor()
    {
        var actor = Sys.ActorOf(Props.Create(() => new RegistersLate()));
        EventFilter.Exception<InvalidOperationException>().ExpectOne(() => actor.Tell("late"));
    }

    [Fact]
    public void Receive_after_a_handler_for_everything_is_refused()
    {
        Watch(Sys.ActorOf(Props.Create(() => new RegistersTooMuch(TestActor))));
        ExpectMsg("InvalidOperationException");
    }

    [Fact]
    public void Untyped_actor_switches_its_behaviour()
    {
        var actor = Sys.ActorOf(Props.Create(() => new UntypedSwitching()));

        actor.Tell("x");
        ExpectMsg("first x");
        actor.Tell("switch");
        actor.Tell("x");
        ExpectMsg("second x");
        actor.Tell("back");
        actor.Tell("x");
        ExpectMsg("first x");
    }

    private sealed class Ordered : ReceiveActor
    {
        public Ordered()
        {
            Receive<int>(i => i % 2 == 0, _ => Sender.Tell("even"));
            Receive<int>(i => Sender.Tell("even or odd: " + (i % 2 == 0 ? "even" : "odd")));
            Receive<string>(_ => Sender.Tell("string"));
            ReceiveAny(_ => Sender.Tell("any"));
        }
    }

    private sealed class TakesExceptions : ReceiveActor
    {
        public TakesExceptions()
        {
            Receive<ArgumentException>(_ => Sender.Tell("ArgumentException"));
            Receive<Exception>(_ => Sender.Tell("Exception"));
        }
    }

    private sealed class Declining : ReceiveActor
    {
        public Declining()
        {
            Receive<int>(i =>
            {
                if (i < 5) return false;
                Sender.Tell("first");
                return true;
            });
            Receive<int>(_ => Sender.Tell("second"));
        }
    }

    private sealed class Switching : ReceiveActor
    {
        public Switching() => Closed();

        private void Closed()
        {
            Receive<string>(s => s == "open", _ => Become(Open));
            Receive<string>(s => Sender.Tell("closed: " + s));
        }

        private void Open()
        {
            Receive<string>(s => s == "close", _ => Become(Closed));
            Receive<string>(s => Sender.Tell("open: " + s));
        }
    }

    private sealed class Stacking : ReceiveActor
    {
        public Stacking() => Level(0)();

        private Action Level(int depth) => () =>
        {
            Receive<string>(s => s == "push", _ => BecomeStacked(Level(depth + 1)));
            Receive<string>(s => s == "pop", _ => UnbecomeStacked());
            Receive<string>(s => s == "depth", _ => Sender.Tell(depth));
        };
    }

    private sealed class RegistersLate : ReceiveActor
    {
        public RegistersLate() => Receive<string>(_ => Receive<int>(_ => { }));
    }

    private sealed class RegistersTooMuch : ReceiveActor
    {
        public RegistersTooMuch(IActorRef report)
        {
            ReceiveAny(_ => { });
            try
            {
                Receive<string>(_ => { });
            }
            catch (Exception e)
            {
                report.Tell(e.GetType().Name);
            }
        }
    }

    private sealed class UntypedSwitching : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is "switch") BecomeStacked(Second);
            else Sender.Tell("first " + message);
        }

        private void Second(object message)
        {
            if (message is "back") UnbecomeStacked();
            else Sender.Tell("second " + message);
        }
    }
}
