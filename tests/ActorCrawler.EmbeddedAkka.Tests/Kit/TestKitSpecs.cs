using Akka.Actor;
using Akka.Event;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Xunit.Sdk;

namespace ActorCrawler.EmbeddedAkka.Tests.Kit;

/// <summary>That the assertions which all other specs stand on can fail.</summary>
public sealed class TestKitSpecs : TestKit
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    [Fact]
    public void Expected_message_that_does_not_come_fails()
    {
        Fails(() => ExpectMsg<string>(Short));
        TestActor.Tell(1);
        Fails(() => ExpectMsg<string>(Short));
        TestActor.Tell("a");
        Fails(() => ExpectMsg("b", Short));
        TestActor.Tell("a");
        Fails(() => ExpectMsg<string>(s => s == "b", Short));
        TestActor.Tell("a");
        Assert.Equal("a", ExpectMsg("a"));
    }

    [Fact]
    public async Task Expected_message_that_does_not_come_fails_asynchronously()
    {
        await FailsAsync(async () => await ExpectMsgAsync<string>(Short));
        TestActor.Tell(1);
        await FailsAsync(async () => await ExpectMsgAsync<string>(Short));
        TestActor.Tell("a");
        Assert.Equal("a", await ExpectMsgAsync<string>());
    }

    [Fact]
    public async Task Unexpected_message_fails()
    {
        TestActor.Tell("noise");
        Fails(() => ExpectNoMsg(Short));
        TestActor.Tell("noise");
        await FailsAsync(async () => await ExpectNoMsgAsync(Short));
        ExpectNoMsg(Short);
    }

    [Fact]
    public void Death_of_another_actor_is_not_the_expected_one()
    {
        var (first, second) = (CreateTestProbe(), CreateTestProbe());
        Watch(first.Ref);
        Watch(second.Ref);

        Sys.Stop(first.Ref);

        Fails(() => ExpectTerminated(second.Ref));
    }

    [Fact]
    public void Fishing_drops_what_is_not_looked_for_and_fails_when_nothing_bites()
    {
        foreach (var i in new[] { 1, 2, 3 }) TestActor.Tell(i);

        Assert.Equal(2, FishForMessage<int>(i => i == 2));
        ExpectMsg(3);
        TestActor.Tell(1);
        Fails(() => FishForMessage<int>(i => i == 2, Short));
    }

    [Fact]
    public void Messages_are_received_in_numbers()
    {
        foreach (var i in new[] { 1, 2, 3 }) TestActor.Tell(i);

        Assert.Equal([1, 2], ReceiveN(2).Cast<int>());
        Fails(() => ReceiveN(2, Short));
        Assert.Null(ReceiveOne(Short));
        TestActor.Tell("a");
        TestActor.Tell("b");
        ExpectMsgAllOf("b", "a");
    }

    [Fact]
    public async Task Assertion_is_repeated_until_it_holds_or_time_is_up()
    {
        var attempts = 0;
        AwaitAssert(() => Assert.True(++attempts == 3), TimeSpan.FromSeconds(3), TimeSpan.FromMilliseconds(1));
        await AwaitAssertAsync(() => Assert.True(++attempts == 6), TimeSpan.FromSeconds(3), TimeSpan.FromMilliseconds(1));
        AwaitCondition(() => ++attempts >= 8, TimeSpan.FromSeconds(3));
        await AwaitConditionAsync(() => ++attempts >= 10);

        Fails(() => AwaitAssert(() => Assert.Fail("never"), Short, TimeSpan.FromMilliseconds(1)));
        await FailsAsync(() => AwaitConditionAsync(() => Task.FromResult(false), Short));
    }

    [Fact]
    public async Task Within_limits_all_waiting_inside()
    {
        var limit = TimeSpan.FromMilliseconds(100);

        Assert.ThrowsAny<Exception>(() => Within(limit, () => ExpectMsg<string>()));
        await Assert.ThrowsAnyAsync<Exception>(() => WithinAsync(limit, async () => await ExpectMsgAsync<string>()));
        TestActor.Tell("in time");
        Assert.Equal("in time", Within(TimeSpan.FromSeconds(3), () => ExpectMsg<string>()));
    }

    [Fact]
    public void Event_filter_counts_what_it_describes()
    {
        EventFilter.Warning("heard").ExpectOne(() => Log.Warning("heard"));
        EventFilter.Warning(start: "he", contains: "ear").Expect(2, () =>
        {
            Log.Warning("heard");
            Log.Warning("heart");
            Log.Warning("other");
            Log.Error("heard");
        });
        Fails(() => EventFilter.Warning("heard").ExpectOne(Short, () => Log.Warning("other")));
        Fails(() => EventFilter.Warning("heard").ExpectOne(() =>
        {
            Log.Warning("heard");
            Log.Warning("heard");
        }));
    }

    [Fact]
    public async Task Event_filter_waits_for_what_comes_after_the_action()
    {
        var log = Log;
        await EventFilter.Warning("late").ExpectOneAsync(() =>
        {
            Sys.Scheduler.Advanced.ScheduleOnce(Short, () => log.Warning("late"));
            return Task.CompletedTask;
        });
    }

    [Fact]
    public void Probe_sends_answers_and_forwards()
    {
        var (probe, other) = (CreateTestProbe("probing"), CreateTestProbe());

        probe.Send(other.Ref, "question");
        other.ExpectMsg("question");
        Assert.Equal(probe.Ref, other.Sender);
        other.Reply("answer");
        probe.ExpectMsg("answer");
        probe.Forward(TestActor);
        ExpectMsg("answer");
        Assert.Equal(other.Ref, LastSender);
        Assert.Equal("probing", probe.Ref.Path.Name);
    }

    [Fact]
    public void Probe_may_stand_where_a_reference_is_asked_for()
    {
        var probe = CreateTestProbe();
        TestActor.Tell(probe, ActorRefs.NoSender);
        ExpectMsg<IActorRef>().Tell("through the probe");
        probe.ExpectMsg("through the probe");

        Watch(probe);
        Sys.Stop(probe);
        ExpectTerminated(probe.Ref);
    }

    [Fact]
    public async Task Test_actor_stays_the_sender_after_an_await()
    {
        var probe = CreateTestProbe();
        await Task.Yield();

        probe.Ref.Tell("who?");

        await probe.ExpectMsgAsync("who?");
        Assert.Equal(TestActor, probe.LastSender);
    }

    [Fact]
    public void Pilot_answers_until_it_is_replaced()
    {
        var probe = CreateTestProbe();
        probe.SetAutoPilot(new DelegateAutoPilot((sender, message) =>
        {
            sender.Tell("echo " + message);
            return message is "stop" ? AutoPilot.NoAutoPilot : AutoPilot.KeepRunning;
        }));

        foreach (var message in new[] { "one", "stop", "two" }) probe.Ref.Tell(message);

        ExpectMsg("echo one");
        ExpectMsg("echo stop");
        ExpectNoMsg(Short);
        Assert.Equal(3, probe.ReceiveN(3).Count);
    }

    [Fact]
    public void Messages_can_be_ignored()
    {
        IgnoreMessages<int>(i => i < 5);

        TestActor.Tell(1);
        TestActor.Tell(9);

        ExpectMsg(9);
    }

    [Fact]
    public void Child_of_the_test_actor_can_be_made()
    {
        var child = ChildActorOf(Props.Create(() => new Child()), "child");

        child.Tell("parent");

        ExpectMsg(TestActor);
    }

    private static void Fails(Action action) => Assert.IsAssignableFrom<XunitException>(Record.Exception(action));

    private static async Task FailsAsync(Func<Task> action) => Assert.IsAssignableFrom<XunitException>(await Record.ExceptionAsync(action));

    private sealed class Child : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(Context.Parent);
    }
}
