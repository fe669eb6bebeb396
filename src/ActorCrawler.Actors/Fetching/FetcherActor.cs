using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Robots;
using ActorCrawler.Http;
using Akka.Actor;

namespace ActorCrawler.Actors.Fetching;

/// <summary>Carries out exchanges, as many at a time as it is told to: waiting costs nothing here, because nothing blocks.</summary>
internal sealed class FetcherActor : UntypedActor
{
    private readonly FetcherSetup _setup;
    private readonly CancellationTokenSource _stopped = new();

    public FetcherActor(FetcherSetup setup) => _setup = setup;

    /// <summary>A fetcher.</summary>
    public static Props Props(FetcherSetup setup) => Akka.Actor.Props.Create(() => new FetcherActor(setup));

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case FetchProtocol.Fetch { Lease.Purpose: LeasePurpose.Robots } fetch:
                FetchRobotsAsync(fetch.Lease).PipeTo(Sender, Self, failure: e => RobotsFailed(fetch.Lease, e));
                break;
            case FetchProtocol.Fetch fetch:
                _ = FetchAsync(fetch.Lease, Sender, Self);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    protected override void PostStop()
    {
        _stopped.Cancel();
        base.PostStop();
    }

    /// <summary>Answers by itself: piping would keep three objects more for each of thousands that wait.</summary>
    private async Task FetchAsync(Lease lease, IActorRef coordinator, IActorRef self)
    {
        FetchProtocol.Fetched answer;
        try
        {
            var outcome = await _setup.Fetcher.FetchAsync(_setup.Order(lease), _stopped.Token).ConfigureAwait(false);
            var exchange = ExchangeTranslator.Translate(outcome, _setup.Clock.Now, _setup.Archivist?.Capture(outcome));
            var hasBody = exchange.Outcome is ExchangeOutcome.Body;
            answer = new FetchProtocol.Fetched(lease.Id, exchange, hasBody ? (FetchOutcome.Fetched)outcome : null);
            if (!hasBody) outcome.Dispose();
        }
        catch (Exception e)
        {
            answer = Failed(lease, e);
        }

        coordinator.Tell(answer, self);
    }

    private async Task<object> FetchRobotsAsync(Lease lease)
    {
        using var outcome = await _setup.Fetcher.FetchAsync(_setup.Order(lease), _stopped.Token).ConfigureAwait(false);
        var now = _setup.Clock.Now;
        var retryAfter = ExchangeTranslator.RetryAfter(outcome, now);
        return new FetchProtocol.RobotsFetched(lease.Id, outcome.Facts.Elapsed, retryAfter, RobotsTranslator.Translate(outcome, _setup.Robots, now))
        {
            Address = outcome.Facts.CountedAddress?.ToString(),
            Capture = _setup.Archivist?.Capture(outcome),
        };
    }

    /// <summary>Failures come as outcomes; an exception is a bug, which costs this URL and nothing else.</summary>
    private FetchProtocol.Fetched Failed(Lease lease, Exception error) => new(
        lease.Id,
        new Exchange
        {
            StartedAt = _setup.Clock.Now,
            Elapsed = TimeSpan.Zero,
            Outcome = new ExchangeOutcome.NoAnswer(Reason.Protocol, $"the fetcher failed: {error.Message}", MayHeal: false),
        },
        null);

    private static FetchProtocol.RobotsFetched RobotsFailed(Lease lease, Exception error) =>
        new(lease.Id, TimeSpan.Zero, null, new RobotsReply.Unreachable(0, Reason.Protocol, false, $"the fetcher failed: {error.Message}"));
}

/// <summary>What every fetcher of a node shares.</summary>
/// <param name="Fetcher">Makes the exchanges; safe for many at a time.</param>
/// <param name="Robots">Judges what an attempt at robots.txt means.</param>
/// <param name="Clock">The crawl's time.</param>
/// <param name="Order">Turns a lease into an order.</param>
/// <param name="Archivist">Makes the records of the archive; null when there is none.</param>
internal sealed record FetcherSetup(PageFetcher Fetcher, RobotsPolicy Robots, CrawlClock Clock, Func<Lease, FetchOrder> Order, Archivist? Archivist);
