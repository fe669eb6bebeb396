using ActorCrawler.Actors.Fetching;
using ActorCrawler.Core.Frontier;
using Akka.Actor;

namespace ActorCrawler.Actors.Tests.Fetching;

public sealed class FetcherActorTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Whatever throws inside: the lease must come back, or its host would wait for it until its time is over.</summary>
    [Fact]
    public async Task Exception_in_the_fetcher_is_an_answer_for_its_lease()
    {
        var system = ActorSystem.Create("fetcher-test");
        try
        {
            var setup = new FetcherSetup(null!, null!, new CrawlClock(TimeProvider.System), _ => throw new InvalidOperationException("a bug"), null);
            var fetcher = system.ActorOf(FetcherActor.Props(setup));

            var page = await fetcher.Ask<FetchProtocol.Fetched>(new FetchProtocol.Fetch(Lease(1, LeasePurpose.Page)), Limit);
            var robots = await fetcher.Ask<FetchProtocol.RobotsFetched>(new FetchProtocol.Fetch(Lease(2, LeasePurpose.Robots)), Limit);

            Assert.Equal((1, "the fetcher failed: a bug"), (page.LeaseId, Assert.IsType<ExchangeOutcome.NoAnswer>(page.Exchange.Outcome).Detail));
            Assert.Null(page.Answer);
            Assert.Equal((2, "the fetcher failed: a bug"), (robots.LeaseId, Assert.IsType<RobotsReply.Unreachable>(robots.Reply).Detail));
        }
        finally
        {
            await system.Terminate();
        }
    }

    private static Lease Lease(long id, LeasePurpose purpose) => new(id, 1, 1, "http://a.test", purpose, "http://a.test/", null);
}
