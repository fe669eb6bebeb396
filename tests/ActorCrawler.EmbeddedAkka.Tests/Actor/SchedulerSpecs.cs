using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;

namespace ActorCrawler.EmbeddedAkka.Tests.Actor;

/// <summary>On the scheduler of a running system, with real time.</summary>
public sealed class SchedulerSpecs : TestKit
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    [Fact]
    public void Message_is_sent_after_its_delay_and_not_before()
    {
        var start = Sys.Scheduler.MonotonicClock;

        Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromMilliseconds(100), TestActor, "late", TestActor);

        ExpectMsg("late");
        Assert.InRange(Sys.Scheduler.MonotonicClock - start, TimeSpan.FromMilliseconds(80), TimeSpan.MaxValue);
        Assert.Equal(TestActor, LastSender);
    }

    [Fact]
    public void Messages_come_in_the_order_of_their_times()
    {
        foreach (var delay in new[] { 150, 50, 100 })
            Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromMilliseconds(delay), TestActor, delay, ActorRefs.NoSender);

        ExpectMsg(50);
        ExpectMsg(100);
        ExpectMsg(150);
    }

    [Fact]
    public void Earlier_entry_is_not_held_up_by_a_later_one()
    {
        Sys.Scheduler.ScheduleTellOnce(Long, TestActor, "much later", ActorRefs.NoSender);
        Sys.Scheduler.ScheduleTellOnce(Short, TestActor, "soon", ActorRefs.NoSender);

        ExpectMsg("soon");
    }

    [Fact]
    public void Repeated_message_goes_on_until_it_is_cancelled()
    {
        var cancelable = Sys.Scheduler.ScheduleTellRepeatedlyCancelable(TimeSpan.Zero, Short, TestActor, "again", ActorRefs.NoSender);

        for (var i = 0; i < 3; i++) ExpectMsg("again");
        cancelable.Cancel();
        while (ReceiveOne(TimeSpan.Zero) is not null)
        {
            // One may have been on its way.
        }

        ExpectNoMsg(4 * Short);
        Assert.True(cancelable.IsCancellationRequested);
    }

    [Fact]
    public void Cancelled_message_is_not_sent()
    {
        var cancelable = Sys.Scheduler.ScheduleTellOnceCancelable(TimeSpan.FromMilliseconds(100), TestActor, "never", ActorRefs.NoSender);
        cancelable.Cancel();
        var already = new Cancelable(Sys.Scheduler);
        already.Cancel();
        Sys.Scheduler.ScheduleTellOnce(TimeSpan.Zero, TestActor, "neither", ActorRefs.NoSender, already);

        ExpectNoMsg(TimeSpan.FromMilliseconds(200));
    }

    [Fact]
    public void One_cancelable_calls_off_all_that_was_scheduled_with_it()
    {
        var cancelable = new Cancelable(Sys.Scheduler);
        Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromMilliseconds(100), TestActor, "a", ActorRefs.NoSender, cancelable);
        Sys.Scheduler.ScheduleTellRepeatedly(TimeSpan.FromMilliseconds(100), Short, TestActor, "b", ActorRefs.NoSender, cancelable);

        cancelable.Cancel();

        ExpectNoMsg(TimeSpan.FromMilliseconds(200));
    }

    [Fact]
    public void Actions_run_once_and_repeatedly()
    {
        var testActor = TestActor;
        Sys.Scheduler.Advanced.ScheduleOnce(Short, () => testActor.Tell("once", ActorRefs.NoSender));
        ExpectMsg("once");

        var cancelable = Sys.Scheduler.Advanced.ScheduleRepeatedlyCancelable(Short, Short, () => testActor.Tell("tick", ActorRefs.NoSender));
        ExpectMsg("tick");
        ExpectMsg("tick");
        cancelable.Cancel();
    }

    [Fact]
    public void Action_that_fails_does_not_end_the_scheduler()
    {
        Sys.Scheduler.Advanced.ScheduleOnce(TimeSpan.Zero, () => throw new InvalidOperationException("failed"));
        Sys.Scheduler.ScheduleTellOnce(Short, TestActor, "still there", ActorRefs.NoSender);

        ExpectMsg("still there");
    }

    [Fact]
    public void Negative_delay_and_empty_interval_are_refused()
    {
        var scheduler = Sys.Scheduler;

        Assert.Throws<ArgumentOutOfRangeException>(() => scheduler.ScheduleTellOnce(-Short, TestActor, "x", ActorRefs.NoSender));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => scheduler.ScheduleTellRepeatedly(TimeSpan.Zero, TimeSpan.Zero, TestActor, "x", ActorRefs.NoSender));
    }

    [Fact]
    public void Virtual_time_stands_still_until_it_is_advanced()
    {
        var system = ActorSystem.Create("virtual", VirtualTime.Config + "\nakka.loggers = []");
        var time = (TestScheduler)system.Scheduler;
        var start = time.Now;
        time.ScheduleTellRepeatedly(Long, Long, TestActor, "minute", ActorRefs.NoSender);
        time.ScheduleTellOnce(2 * Long, TestActor, "two minutes", ActorRefs.NoSender);

        time.Advance(Long);
        Assert.Equal(Long, time.Now - start);
        ExpectMsg("minute");
        time.AdvanceTo(start + (10 * Long));
        ExpectMsgAllOf("two minutes", "minute");
        ExpectNoMsg(Short);
        Shutdown(system);
    }
}
