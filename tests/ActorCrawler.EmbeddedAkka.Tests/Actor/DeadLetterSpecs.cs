using Akka.Actor;
using Akka.Event;
using Akka.TestKit.Xunit2;

namespace ActorCrawler.EmbeddedAkka.Tests.Actor;

public sealed class DeadLetterSpecs : TestKit
{
    [Fact]
    public async Task Message_to_an_actor_that_has_ended_is_published()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Fragile()));
        await actor.GracefulStop(TimeSpan.FromSeconds(30));
        var probe = CreateTestProbe();
        Sys.EventStream.Subscribe(probe.Ref, typeof(DeadLetter));

        actor.Tell("too late");

        var letter = await probe.ExpectMsgAsync<DeadLetter>();
        Assert.Equal("too late", letter.Message);
        Assert.Equal(TestActor, letter.Sender);
        Assert.Equal(actor, letter.Recipient);
    }

    [Fact]
    public void Messages_that_wait_when_an_actor_stops_are_published()
    {
        var gate = new ManualResetEventSlim();
        var actor = Sys.ActorOf(Props.Create(() => new Holding(gate)));
        actor.Tell("hold");
        ExpectMsg("holding");
        actor.Tell("first");
        actor.Tell("second");

        EventFilter.DeadLetter<string>().Expect(2, gate.Set);
    }

    [Fact]
    public void Message_told_to_the_dead_letters_is_published()
    {
        EventFilter.DeadLetter<string>(message => message == "nowhere").ExpectOne(() => Sys.DeadLetters.Tell("nowhere"));
    }

    [Fact]
    public async Task Message_whose_loss_is_expected_is_published_as_suppressed()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Fragile()));
        await actor.GracefulStop(TimeSpan.FromSeconds(30));
        var probe = CreateTestProbe();
        Sys.EventStream.Subscribe(probe.Ref, typeof(AllDeadLetters));

        actor.Tell(new Tick());

        await probe.ExpectMsgAsync<SuppressedDeadLetter>(letter => letter.Message is Tick);
    }

    [Fact]
    public void Nobody_swallows_messages()
    {
        EventFilter.DeadLetter().Expect(0, () => ActorRefs.Nobody.Tell("gone"));
    }

    [Fact]
    public async Task Subscriber_that_has_ended_does_no_harm()
    {
        var probe = CreateTestProbe();
        Sys.EventStream.Subscribe(probe.Ref, typeof(DeadLetter));
        await probe.Ref.GracefulStop(TimeSpan.FromSeconds(30));
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));

        Sys.DeadLetters.Tell("one");

        await FishForMessageAsync<DeadLetter>(letter => letter.Message is "one");
    }

    private sealed class Tick : IDeadLetterSuppression;

    private sealed class Holding : ReceiveActor
    {
        public Holding(ManualResetEventSlim gate) => Receive<string>(_ =>
        {
            Sender.Tell("holding");
            gate.Wait(TimeSpan.FromSeconds(10));
            Context.Stop(Self);
        });
    }
}
