using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace ActorCrawler.EmbeddedAkka.Tests.Actor;

public sealed class StashSpecs : TestKit
{
    [Fact]
    public void Stashed_messages_come_back_in_order_before_later_ones()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Opening()));

        actor.Tell(1);
        actor.Tell(2);
        actor.Tell("open");
        actor.Tell(3);

        ExpectMsg(1);
        ExpectMsg(2);
        ExpectMsg(3);
    }

    [Fact]
    public void Sender_of_a_stashed_message_is_kept()
    {
        var other = CreateTestProbe();
        var actor = Sys.ActorOf(Props.Create(() => new Opening()));

        other.Send(actor, 1);
        actor.Tell("open");

        other.ExpectMsg(1);
    }

    [Fact]
    public void Unstash_puts_back_one_message()
    {
        var actor = Sys.ActorOf(Props.Create(() => new OneByOne()));

        actor.Tell(1);
        actor.Tell(2);
        actor.Tell("next");
        ExpectMsg(1);
        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
        actor.Tell("next");
        ExpectMsg(2);
    }

    [Fact]
    public void Same_message_cannot_be_stashed_twice()
    {
        var actor = Sys.ActorOf(Props.Create(() => new StashesTwice()));

        actor.Tell(1);

        ExpectMsg("IllegalActorStateException");
    }

    [Fact]
    public void Restart_puts_stashed_messages_back()
    {
        var actor = Sys.ActorOf(Props.Create(() => new FailsOnce(new Attempts())));

        actor.Tell(1);
        actor.Tell(2);
        actor.Tell("fail");

        ExpectMsg(1);
        ExpectMsg(2);
    }

    [Fact]
    public void Stashed_messages_of_a_stopped_actor_are_dead_letters()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Opening()));

        actor.Tell(1);
        actor.Tell(2);
        EventFilter.DeadLetter<int>().Expect(2, () => actor.Tell(PoisonPill.Instance));
    }

    [Fact]
    public void Full_stash_fails_the_actor()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Bounded()).WithStashCapacity(2));

        actor.Tell(1);
        actor.Tell(2);
        EventFilter.Exception<StashOverflowException>().ExpectOne(() => actor.Tell(3));
    }

    [Fact]
    public void Stash_can_be_emptied()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Opening()));

        actor.Tell(1);
        actor.Tell(2);
        actor.Tell("clear");
        ExpectMsg("1,2");
        actor.Tell("open");
        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
    }

    private sealed class Opening : ReceiveActor, IWithUnboundedStash
    {
        public Opening()
        {
            Receive<string>(s => s == "open", _ =>
            {
                Become(() => Receive<int>(i => Sender.Tell(i)));
                Stash.UnstashAll();
            });
            Receive<string>(_ => Sender.Tell(string.Join(',', Stash.ClearStash().Select(envelope => envelope.Message))));
            Receive<int>(_ => Stash.Stash());
        }

        public IStash Stash { get; set; } = null!;
    }

    private sealed class OneByOne : ReceiveActor, IWithUnboundedStash
    {
        private bool _next;

        public OneByOne()
        {
            Receive<string>(_ =>
            {
                _next = true;
                Stash.Unstash();
            });
            Receive<int>(i =>
            {
                if (_next) Sender.Tell(i);
                else Stash.Stash();
                _next = false;
            });
        }

        public IStash Stash { get; set; } = null!;
    }

    private sealed class StashesTwice : ReceiveActor, IWithUnboundedStash
    {
        public StashesTwice() => Receive<int>(_ =>
        {
            Stash.Stash();
            Sender.Tell(Record.Exception(Stash.Stash).GetType().Name);
        });

        public IStash Stash { get; set; } = null!;
    }

    private sealed class FailsOnce : ReceiveActor, IWithUnboundedStash
    {
        public FailsOnce(Attempts attempts)
        {
            var isFirst = ++attempts.Count == 1;
            Receive<int>(i =>
            {
                if (isFirst) Stash.Stash();
                else Sender.Tell(i);
            });
            Receive<string>(_ => throw new InvalidOperationException("failed"));
        }

        public IStash Stash { get; set; } = null!;
    }

    private sealed class Bounded : ReceiveActor, IWithStash
    {
        public Bounded() => Receive<int>(_ => Stash.Stash());

        public IStash Stash { get; set; } = null!;
    }
}
