using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Event;
using Akka.TestKit.Xunit2;

namespace ActorCrawler.EmbeddedAkka.Tests.Actor;

/// <summary>What must hold however threads interleave; each is tried many times.</summary>
public sealed class RaceSpecs() : TestKit("akka.log-dead-letters = off")
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Message_to_an_ending_actor_is_handled_or_a_dead_letter_and_never_both()
    {
        const int Rounds = 100, Messages = 100;
        var letters = new ConcurrentQueue<object>();
        Sys.EventStream.Subscribe(Sys.ActorOf(Props.Create(() => new Collecting(letters))), typeof(DeadLetter));
        var handled = new ConcurrentQueue<object>();

        for (var round = 0; round < Rounds; round++)
        {
            var actor = Sys.ActorOf(Props.Create(() => new Collecting(handled)));
            var first = round * Messages;
            await Task.WhenAll(
                Task.Run(() =>
                {
                    for (var i = 0; i < Messages; i++) actor.Tell(first + i, ActorRefs.NoSender);
                }),
                Task.Run(() => Sys.Stop(actor)));
        }

        await AwaitAssertAsync(() => Assert.Equal(Rounds * Messages, letters.Count + handled.Count), Limit);
        Assert.Equal(Rounds * Messages, letters.Concat(handled).Distinct().Count());
    }

    [Fact]
    public async Task Watcher_of_an_ending_actor_is_always_told_and_told_once()
    {
        const int Rounds = 300;
        var deaths = new ConcurrentQueue<object>();
        var watcher = Sys.ActorOf(Props.Create(() => new Watching(deaths)));

        for (var round = 0; round < Rounds; round++)
        {
            var actor = Sys.ActorOf(Props.Create(() => new Collecting(deaths)));
            await Task.WhenAll(Task.Run(() => watcher.Tell(actor)), Task.Run(() => Sys.Stop(actor)));
        }

        await AwaitAssertAsync(() => Assert.Equal(Rounds, deaths.Count), Limit);
        Assert.Equal(Rounds, deaths.Distinct().Count());
    }

    [Fact]
    public async Task No_message_is_left_lying_when_senders_and_actors_run_and_sleep_in_turn()
    {
        const int Actors = 50, Rounds = 400;
        var ring = new IActorRef[Actors];
        var done = new CountdownEvent(Actors);
        for (var i = 0; i < Actors; i++)
        {
            var next = (i + 1) % Actors;
            ring[i] = Sys.ActorOf(Props.Create(() => new Passing(ring, next, done)));
        }

        // Each message wanders around on its own; actors fall asleep and are woken all the time.
        foreach (var actor in ring) actor.Tell(Rounds, ActorRefs.NoSender);

        await AwaitAssertAsync(() => Assert.Equal(0, done.CurrentCount), Limit);
    }

    [Fact]
    public async Task Failing_actor_loses_no_message_but_the_ones_that_fail()
    {
        const int Messages = 2000;
        var handled = new ConcurrentQueue<object>();
        var actor = Sys.ActorOf(Props.Create(() => new FailingOnTens(handled)));

        for (var i = 0; i < Messages; i++) actor.Tell(i, ActorRefs.NoSender);

        await AwaitAssertAsync(() => Assert.Equal(Messages - (Messages / 10), handled.Count), Limit);
        Assert.Equal(Enumerable.Range(0, Messages).Where(i => i % 10 != 0).Cast<object>(), handled);
    }

    [Fact]
    public async Task Asynchronous_and_other_handlers_keep_the_order()
    {
        const int Messages = 2000;
        var handled = new ConcurrentQueue<object>();
        var actor = Sys.ActorOf(Props.Create(() => new HalfAsynchronous(handled)));

        for (var i = 0; i < Messages; i++) actor.Tell(i, ActorRefs.NoSender);

        await AwaitAssertAsync(() => Assert.Equal(Messages, handled.Count), Limit);
        Assert.Equal(Enumerable.Range(0, Messages).Cast<object>(), handled);
    }

    private sealed class Collecting : ReceiveActor
    {
        public Collecting(ConcurrentQueue<object> seen)
        {
            Receive<DeadLetter>(letter => seen.Enqueue(letter.Message));
            ReceiveAny(seen.Enqueue);
        }
    }

    private sealed class Watching : ReceiveActor
    {
        public Watching(ConcurrentQueue<object> deaths)
        {
            Receive<Terminated>(terminated => deaths.Enqueue(terminated.ActorRef));
            Receive<IActorRef>(actor => Context.Watch(actor));
        }
    }

    private sealed class Passing : ReceiveActor
    {
        public Passing(IActorRef[] ring, int next, CountdownEvent done) => Receive<int>(left =>
        {
            if (left == 0) done.Signal();
            else ring[next].Tell(left - 1);
        });
    }

    private sealed class FailingOnTens : ReceiveActor
    {
        public FailingOnTens(ConcurrentQueue<object> handled) => Receive<int>(i =>
        {
            if (i % 10 == 0) throw new InvalidOperationException("a ten");
            handled.Enqueue(i);
        });
    }

    private sealed class HalfAsynchronous : ReceiveActor
    {
        public HalfAsynchronous(ConcurrentQueue<object> handled)
        {
            ReceiveAsync<int>(i => i % 3 == 0, async i =>
            {
                await Task.Yield();
                handled.Enqueue(i);
            });
            ReceiveAsync<int>(i => i % 3 == 1, i =>
            {
                handled.Enqueue(i);
                return Task.CompletedTask;
            });
            Receive<int>(i => handled.Enqueue(i));
        }
    }
}
