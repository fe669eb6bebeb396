using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;

namespace ActorCrawler.EmbeddedAkka.Tests.Actor;

public sealed class TimersSpecs() : TestKit(VirtualTime.Config)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private TestScheduler Time => (TestScheduler)Sys.Scheduler;

    [Fact]
    public void Single_timer_sends_once()
    {
        Do(timers => timers.StartSingleTimer("key", "tick", Second));

        Time.Advance(Second / 2);
        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
        Time.Advance(Second / 2);
        ExpectMsg("tick");
        Time.Advance(10 * Second);
        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
    }

    [Fact]
    public void Periodic_timer_sends_every_interval_until_it_is_cancelled()
    {
        var actor = Do(timers => timers.StartPeriodicTimer("key", "tick", Second));

        for (var i = 0; i < 3; i++)
        {
            Time.Advance(Second);
            ExpectMsg("tick");
        }

        Do(actor, timers => timers.Cancel("key"));
        Time.Advance(10 * Second);
        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
    }

    [Fact]
    public void Periodic_timer_may_start_after_another_delay()
    {
        Do(timers => timers.StartPeriodicTimer("key", "tick", 5 * Second, Second));

        Time.Advance(4 * Second);
        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
        Time.Advance(Second);
        ExpectMsg("tick");
        Time.Advance(Second);
        ExpectMsg("tick");
    }

    [Fact]
    public void Timer_of_the_same_key_replaces_the_one_before()
    {
        Do(timers =>
        {
            timers.StartSingleTimer("key", "old", Second);
            timers.StartSingleTimer("key", "new", 2 * Second);
        });

        Time.Advance(2 * Second);

        ExpectMsg("new");
        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
    }

    [Fact]
    public void Tick_that_is_in_the_mailbox_is_dropped_when_its_timer_is_cancelled()
    {
        var time = Time;
        Do(timers =>
        {
            timers.StartSingleTimer("key", "tick", Second);
            time.Advance(Second);
            timers.Cancel("key");
        });

        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void Tick_that_is_in_the_mailbox_is_dropped_when_its_timer_is_replaced()
    {
        var time = Time;
        Do(timers =>
        {
            timers.StartPeriodicTimer("key", "old", Second);
            time.Advance(Second);
            timers.StartSingleTimer("key", "new", Second);
        });

        Time.Advance(Second);
        ExpectMsg("new");
        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
    }

    [Fact]
    public void Restart_cancels_all_timers_and_drops_their_ticks()
    {
        var time = Time;
        var actor = Do(timers =>
        {
            timers.StartPeriodicTimer("periodic", "periodic", Second);
            timers.StartSingleTimer("single", "single", Second);
            time.Advance(Second);
            throw new InvalidOperationException("fail with ticks in the mailbox");
        });

        // The new instance answers, so the ticks of the old one have had their turn.
        Do(actor, timers => Assert.Empty(timers.ActiveTimers));
        Time.Advance(10 * Second);
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void Timer_of_the_new_instance_is_not_taken_for_one_of_the_old()
    {
        var time = Time;
        var actor = Do(timers =>
        {
            timers.StartSingleTimer("key", "old", Second);
            time.Advance(Second);
            throw new InvalidOperationException("fail");
        });

        Do(actor, timers => timers.StartSingleTimer("key", "new", Second));
        Time.Advance(Second);

        ExpectMsg("new");
        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
    }

    [Fact]
    public void Stopped_actor_gets_no_ticks()
    {
        var actor = Do(timers => timers.StartPeriodicTimer("key", "tick", Second));
        Watch(actor);
        Sys.Stop(actor);
        ExpectTerminated(actor);

        EventFilter.DeadLetter().Expect(0, () => Time.Advance(Second));
    }

    [Fact]
    public void Timers_can_be_asked_for()
    {
        var actor = Do(timers =>
        {
            timers.StartSingleTimer("a", "a", Second);
            timers.StartPeriodicTimer("b", "b", Second);
            Assert.True(timers.IsTimerActive("a"));
            Assert.False(timers.IsTimerActive("c"));
            Assert.Equal(2, timers.ActiveTimers.Count);
        });

        Time.Advance(Second);
        ReceiveN(2);
        Do(actor, timers =>
        {
            Assert.False(timers.IsTimerActive("a"), "a single timer has ended with its tick");
            Assert.True(timers.IsTimerActive("b"));
            timers.CancelAll();
            Assert.Empty(timers.ActiveTimers);
        });
    }

    [Fact]
    public void Receive_timeout_comes_when_there_is_no_traffic()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Idle(TestActor)));
        actor.Tell("hello");
        ExpectMsg("hello");
        Synchronise(actor);

        Time.Advance(Second);
        ExpectMsg("timeout");
        Synchronise(actor);
        Time.Advance(Second);
        ExpectMsg("timeout");
    }

    [Fact]
    public void Receive_timeout_starts_anew_with_each_message_but_marked_ones()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Idle(TestActor)));
        actor.Tell("first");
        ExpectMsg("first");

        Time.Advance(Second / 2);
        actor.Tell("second");
        ExpectMsg("second");
        Synchronise(actor);
        Time.Advance(Second / 2);
        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
        actor.Tell(new Unnoticed());
        ExpectMsg("unnoticed");
        Time.Advance(Second / 2);
        ExpectMsg("timeout");
    }

    [Fact]
    public void Receive_timeout_can_be_turned_off()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Idle(TestActor)));
        actor.Tell("off");
        ExpectMsg("off");
        Synchronise(actor);

        Time.Advance(10 * Second);

        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    // The timeout is set after the handler: a marked message, handled after it, shows that this has happened.
    private void Synchronise(IActorRef actor)
    {
        actor.Tell(new Unnoticed());
        ExpectMsg("unnoticed");
    }

    private IActorRef Do(Action<ITimerScheduler> action)
    {
        var actor = Sys.ActorOf(Props.Create(() => new Ticking(TestActor)));
        Do(actor, action);
        return actor;
    }

    private void Do(IActorRef actor, Action<ITimerScheduler> action)
    {
        actor.Tell(action);
        ExpectMsg("done");
    }

    private sealed class Unnoticed : INotInfluenceReceiveTimeout;

    private sealed class Ticking : ReceiveActor, IWithTimers
    {
        public Ticking(IActorRef report)
        {
            Receive<string>(report.Tell);
            Receive<Action<ITimerScheduler>>(action =>
            {
                try
                {
                    action(Timers);
                }
                finally
                {
                    report.Tell("done");
                }
            });
        }

        public ITimerScheduler Timers { get; set; } = null!;
    }

    private sealed class Idle : ReceiveActor
    {
        public Idle(IActorRef report)
        {
            Context.SetReceiveTimeout(TimeSpan.FromSeconds(1));
            Receive<ReceiveTimeout>(_ => report.Tell("timeout"));
            Receive<Unnoticed>(_ => report.Tell("unnoticed"));
            Receive<string>(s =>
            {
                if (s == "off") Context.SetReceiveTimeout(null);
                report.Tell(s);
            });
        }
    }
}
