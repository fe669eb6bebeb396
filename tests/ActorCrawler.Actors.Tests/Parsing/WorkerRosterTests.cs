using ActorCrawler.Actors.Parsing;
using ActorCrawler.Actors.Wire;
using Akka.Actor;

namespace ActorCrawler.Actors.Tests.Parsing;

public sealed class WorkerRosterTests
{
    private static readonly IActorRef Worker = ActorRefs.Nobody;

    [Fact]
    public void Worker_that_is_silent_hears_nothing_until_it_is_heard_of_again()
    {
        var roster = new WorkerRoster(new WorkPool<IActorRef>());
        Assert.False(roster.AnyHears);
        roster.Add(
            Worker, new ParseProtocol.Register(WireProtocol.Version, new WorkerNode("1", "m", 1, 1), WorkerCredit.Jobs(1), new WorkerProof(default, default, default)), DateTimeOffset.UnixEpoch);
        Assert.True(roster.AnyHears);

        roster.Suspend(Worker);
        Assert.False(roster.AnyHears);
        roster.Resume(Worker);
        Assert.True(roster.AnyHears);
        roster.Remove(Worker);
        Assert.False(roster.AnyHears);
    }
}
