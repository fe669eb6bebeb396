using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit.Xunit2;

namespace ActorCrawler.EmbeddedAkka.Tests.Dispatch;

public sealed class DispatcherSpecs() : TestKit("""
    pinned { type = PinnedDispatcher }
    single { type = Dispatcher, throughput = 1 }
    two-places {
      mailbox-type = "Akka.Dispatch.BoundedMailbox"
      mailbox-capacity = 2
      mailbox-push-timeout-time = 0s
    }
    patient {
      mailbox-type = "Akka.Dispatch.BoundedMailbox"
      mailbox-capacity = 1
      mailbox-push-timeout-time = 10s
    }
    akka.actor.deployment {
      /deployed { dispatcher = pinned }
    }
    """)
{
    [Fact]
    public void Pinned_actor_runs_on_one_thread_of_its_own()
    {
        var first = Sys.ActorOf(Props.Create(() => new ThreadTelling()).WithDispatcher("pinned"));
        var second = Sys.ActorOf(Props.Create(() => new ThreadTelling()).WithDispatcher("pinned"));

        var firstThreads = Enumerable.Range(0, 20).Select(_ => ThreadOf(first)).Distinct().ToList();
        var secondThreads = Enumerable.Range(0, 20).Select(_ => ThreadOf(second)).Distinct().ToList();

        Assert.False(Assert.Single(firstThreads).IsThreadPoolThread);
        Assert.False(Assert.Single(secondThreads).IsThreadPoolThread);
        Assert.NotSame(firstThreads[0], secondThreads[0]);
    }

    [Fact]
    public void Pinned_actor_goes_on_on_its_thread_after_an_await()
    {
        var actor = Sys.ActorOf(Props.Create(() => new ThreadTelling()).WithDispatcher("pinned"));
        var thread = ThreadOf(actor);

        actor.Tell("await");

        ExpectMsg<Thread>(after => Assert.Same(thread, after));
    }

    [Fact]
    public void Thread_of_a_pinned_actor_ends_with_it()
    {
        var actor = Sys.ActorOf(Props.Create(() => new ThreadTelling()).WithDispatcher("pinned"));
        var thread = ThreadOf(actor);
        Watch(actor);

        Sys.Stop(actor);

        ExpectTerminated(actor);
        AwaitCondition(() => !thread.IsAlive, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Dispatcher_of_the_deployment_goes_before_that_of_the_props()
    {
        var actor = Sys.ActorOf(Props.Create(() => new ThreadTelling()), "deployed");

        Assert.False(ThreadOf(actor).IsThreadPoolThread);
    }

    [Fact]
    public void Unknown_dispatcher_is_refused()
    {
        Assert.Throws<ConfigurationException>(() => Sys.ActorOf(Props.Create(() => new ThreadTelling()).WithDispatcher("missing")));
    }

    [Fact]
    public void Unknown_mailbox_is_refused()
    {
        Assert.Throws<ConfigurationException>(() => Sys.ActorOf(Props.Create(() => new ThreadTelling()).WithMailbox("missing")));
    }

    [Fact]
    public void Message_that_finds_no_room_is_a_dead_letter()
    {
        var gate = new ManualResetEventSlim();
        var actor = Sys.ActorOf(Props.Create(() => new Holding(gate)).WithMailbox("two-places"));
        actor.Tell(0);
        ExpectMsg(0);

        actor.Tell(1);
        actor.Tell(2);
        EventFilter.DeadLetter<int>(i => i == 3).ExpectOne(() => actor.Tell(3));
        gate.Set();

        ExpectMsg(1);
        ExpectMsg(2);
        actor.Tell(4);
        ExpectMsg(4);
    }

    [Fact]
    public async Task Sender_waits_for_room_as_long_as_it_is_told_to()
    {
        var gate = new ManualResetEventSlim();
        var actor = Sys.ActorOf(Props.Create(() => new Holding(gate)).WithMailbox("patient"));
        actor.Tell(0);
        await ExpectMsgAsync(0);
        actor.Tell(1);

        var testActor = TestActor;
        var telling = Task.Run(() => actor.Tell(2, testActor));
        await ExpectNoMsgAsync(TimeSpan.FromMilliseconds(100));
        Assert.False(telling.IsCompleted);
        gate.Set();

        await telling.WaitAsync(TimeSpan.FromSeconds(30));
        await ExpectMsgAsync(1);
        await ExpectMsgAsync(2);
    }

    [Fact]
    public void Busy_actors_leave_their_thread_to_others()
    {
        // More of them than there are threads, each telling itself on and on.
        for (var i = 0; i < 4 * Environment.ProcessorCount; i++)
            Sys.ActorOf(Props.Create(() => new Restless()).WithDispatcher("single")).Tell("go");
        var actor = Sys.ActorOf(Props.Create(() => new ThreadTelling()));

        Assert.True(ThreadOf(actor).IsThreadPoolThread);
    }

    [Fact]
    public async Task Messages_of_one_sender_come_in_order_and_all_of_them()
    {
        const int Senders = 8, Each = 2000;
        var actor = Sys.ActorOf(Props.Create(() => new Ordering(TestActor, Senders, Each)));

        await Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => Task.Run(() =>
        {
            for (var i = 0; i < Each; i++) actor.Tell((sender, i), ActorRefs.NoSender);
        })));

        await ExpectMsgAsync("all in order", TimeSpan.FromSeconds(10));
    }

    private Thread ThreadOf(IActorRef actor)
    {
        actor.Tell("thread");
        return ExpectMsg<Thread>(TimeSpan.FromSeconds(10));
    }

    private sealed class ThreadTelling : ReceiveActor
    {
        public ThreadTelling()
        {
            ReceiveAsync<string>(s => s == "await", async _ =>
            {
                await Task.Delay(1);
                Sender.Tell(Thread.CurrentThread);
            });
            Receive<string>(_ => Sender.Tell(Thread.CurrentThread));
        }
    }

    private sealed class Holding : ReceiveActor
    {
        public Holding(ManualResetEventSlim gate) => Receive<int>(i =>
        {
            Sender.Tell(i);
            if (i == 0) gate.Wait(TimeSpan.FromSeconds(10));
        });
    }

    private sealed class Restless : ReceiveActor
    {
        public Restless() => Receive<string>(s => Self.Tell(s));
    }

    private sealed class Ordering : ReceiveActor
    {
        public Ordering(IActorRef report, int senders, int each)
        {
            var next = new int[senders];
            Receive<(int Sender, int Number)>(message =>
            {
                if (next[message.Sender]++ != message.Number) report.Tell("out of order: " + message);
                if (next.Sum() == senders * each) report.Tell("all in order");
            });
        }
    }
}
