using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;

namespace ActorCrawler.EmbeddedAkka.Tests.Actor;

public sealed class DeathWatchSpecs : TestKit
{
    [Fact]
    public void Watcher_is_told_once()
    {
        var actor = NewActor();
        Watch(actor);
        Watch(actor);

        Sys.Stop(actor);

        var terminated = ExpectTerminated(actor);
        Assert.True(terminated.ExistenceConfirmed);
        Assert.False(terminated.AddressTerminated);
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void All_watchers_are_told()
    {
        var actor = NewActor();
        TestProbe[] watchers = [CreateTestProbe(), CreateTestProbe(), CreateTestProbe()];
        foreach (var watcher in watchers) watcher.Watch(actor);

        actor.Tell(PoisonPill.Instance);

        foreach (var watcher in watchers) watcher.ExpectTerminated(actor);
    }

    [Fact]
    public void Watch_of_an_actor_that_has_ended_is_answered_at_once()
    {
        var actor = NewActor();
        Watch(actor);
        Sys.Stop(actor);
        ExpectTerminated(actor);

        var late = CreateTestProbe();
        late.Watch(actor);

        late.ExpectTerminated(actor);
    }

    [Fact]
    public void Unwatch_ends_the_watch()
    {
        var actor = NewActor();
        var other = CreateTestProbe();
        other.Watch(actor);
        Watch(actor);
        Unwatch(actor);

        Sys.Stop(actor);

        other.ExpectTerminated(actor);
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void Unwatch_takes_back_a_message_that_is_in_the_mailbox()
    {
        var watched = NewActor();
        var watcher = Sys.ActorOf(Props.Create(() => new UnwatchesLate(watched, TestActor)));

        // In one handler the watcher waits until the other has ended and only then takes its watch back.
        watcher.Tell("stop and unwatch");
        ExpectMsg("unwatched");
        watcher.Tell("ping");

        ExpectMsg("pong");
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void Watch_with_sends_the_message_that_was_asked_for()
    {
        var actor = NewActor();
        Sys.ActorOf(Props.Create(() => new WatchesWith(actor, TestActor)));
        ExpectMsg("watching");

        Sys.Stop(actor);

        ExpectMsg("it is gone");
    }

    [Fact]
    public void Unhandled_death_of_a_watched_actor_ends_the_watcher()
    {
        var actor = NewActor();
        var watcher = Sys.ActorOf(Props.Create(() => new WatchesCarelessly(actor, TestActor)));
        ExpectMsg("watching");
        Watch(watcher);

        EventFilter.Exception<DeathPactException>().ExpectOne(() => Sys.Stop(actor));

        ExpectTerminated(watcher);
    }

    [Fact]
    public void Restart_of_the_watched_actor_is_not_its_end()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Fragile()));
        Watch(actor);

        actor.Tell("fail");
        actor.Tell("count");

        ExpectMsg(1);
    }

    [Fact]
    public void Restart_of_the_watcher_keeps_its_watches()
    {
        var actor = NewActor();
        var watcher = Sys.ActorOf(Props.Create(() => new WatchesOnRequest(TestActor)));
        watcher.Tell(actor);
        ExpectMsg("watching");

        watcher.Tell("fail");
        watcher.Tell("ping");
        ExpectMsg("pong");
        Sys.Stop(actor);

        ExpectMsg("terminated " + actor.Path.Name);
    }

    [Fact]
    public void Parent_may_watch_its_child_and_reuse_the_name_when_told()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Renaming(TestActor)));

        parent.Tell("replace");

        var (old, fresh) = (ExpectMsg<IActorRef>(), ExpectMsg<IActorRef>());
        Assert.Equal(old.Path, fresh.Path);
        Assert.NotEqual(old, fresh);
        Assert.NotEqual(old.Path.Uid, fresh.Path.Uid);
    }

    [Fact]
    public void Messages_of_the_dead_come_before_the_news_of_its_death()
    {
        var actor = Sys.ActorOf(Props.Create(() => new SaysFarewell(TestActor)));
        Watch(actor);

        Sys.Stop(actor);

        ExpectMsg("farewell");
        ExpectTerminated(actor);
    }

    private IActorRef NewActor() => Sys.ActorOf(Props.Create(() => new Fragile()));

    private sealed class UnwatchesLate : ReceiveActor
    {
        public UnwatchesLate(IActorRef watched, IActorRef report)
        {
            Context.Watch(watched);
            ReceiveAsync<string>(s => s == "stop and unwatch", async _ =>
            {
                await watched.GracefulStop(TimeSpan.FromSeconds(30));
                Context.Unwatch(watched);
                report.Tell("unwatched");
            });
            Receive<string>(s => s == "ping", _ => report.Tell("pong"));
            Receive<Terminated>(_ => report.Tell("terminated"));
        }
    }

    private sealed class WatchesWith : ReceiveActor
    {
        public WatchesWith(IActorRef watched, IActorRef report)
        {
            Context.WatchWith(watched, "it is gone");
            Receive<Terminated>(_ => report.Tell("terminated"));
            Receive<string>(report.Tell);
            report.Tell("watching");
        }
    }

    private sealed class WatchesCarelessly : ReceiveActor
    {
        public WatchesCarelessly(IActorRef watched, IActorRef report)
        {
            Context.Watch(watched);
            report.Tell("watching");
        }
    }

    private sealed class WatchesOnRequest : ReceiveActor
    {
        public WatchesOnRequest(IActorRef report)
        {
            Receive<IActorRef>(watched =>
            {
                Context.Watch(watched);
                report.Tell("watching");
            });
            Receive<Terminated>(terminated => report.Tell("terminated " + terminated.ActorRef.Path.Name));
            Receive<string>(s => s == "ping", _ => report.Tell("pong"));
            Receive<string>(_ => throw new InvalidOperationException("failed"));
        }
    }

    private sealed class Renaming : ReceiveActor
    {
        public Renaming(IActorRef report)
        {
            var old = Context.ActorOf(Props.Create(() => new Fragile()), "child");
            Receive<string>(_ =>
            {
                Context.Watch(old);
                Context.Stop(old);
            });
            Receive<Terminated>(terminated =>
            {
                report.Tell(terminated.ActorRef);
                report.Tell(Context.ActorOf(Props.Create(() => new Fragile()), "child"));
            });
        }
    }

    private sealed class SaysFarewell(IActorRef report) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
        }

        protected override void PostStop() => report.Tell("farewell");
    }
}
