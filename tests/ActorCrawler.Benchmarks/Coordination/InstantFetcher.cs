using ActorCrawler.Actors;
using ActorCrawler.Actors.Fetching;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Robots;
using ActorCrawler.Http;
using Akka.Actor;

namespace ActorCrawler.Benchmarks.Coordination;

/// <summary>Stands for the network: every host has no robots.txt, and every URL is a page of 30 KB that is there at once.</summary>
internal sealed class InstantFetcher : UntypedActor
{
    private const int PageBytes = 30_000;

    private static readonly ResponseHead Head =
        ResponseHead.Parse("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 30000\r\n\r\n"u8.ToArray());

    private readonly CrawlClock _clock;
    private readonly Func<Lease, FetchOrder> _order;

    public InstantFetcher(CrawlClock clock, Func<Lease, FetchOrder> order) => (_clock, _order) = (clock, order);

    public static Props Props(CrawlClock clock, Func<Lease, FetchOrder> order) => Akka.Actor.Props.Create(() => new InstantFetcher(clock, order));

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case FetchProtocol.Fetch { Lease.Purpose: LeasePurpose.Robots } fetch: Sender.Tell(NoRobots(fetch.Lease)); break;
            case FetchProtocol.Fetch fetch: Sender.Tell(Page(fetch.Lease)); break;
            default: Unhandled(message); break;
        }
    }

    private FetchProtocol.RobotsFetched NoRobots(Lease lease)
    {
        var now = _clock.Now;
        var record = new RobotsRecord(now, now + TimeSpan.FromDays(1), 0, 404, default, null);
        return new FetchProtocol.RobotsFetched(lease.Id, TimeSpan.FromMilliseconds(1), null, new RobotsReply.Known(RobotsRules.Empty, record));
    }

    private FetchProtocol.Fetched Page(Lease lease)
    {
        var facts = new FetchFacts { StartedAt = _clock.Now, Elapsed = TimeSpan.FromMilliseconds(1), BytesReceived = PageBytes };
        var answer = new FetchOutcome.Fetched(_order(lease), facts, Head, PooledBody.Copy([]), Truncated: false);
        var exchange = ExchangeTranslator.Translate(answer, facts.StartedAt);
        return new FetchProtocol.Fetched(lease.Id, exchange with { Outcome = new ExchangeOutcome.Body(PageBytes) }, answer);
    }
}
