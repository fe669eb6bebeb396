using ActorCrawler.Actors.Coordination;
using ActorCrawler.Actors.Nodes;
using ActorCrawler.Actors.Parsing;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Actors.Tests.Settings;
using ActorCrawler.Actors.Wire;
using ActorCrawler.Core.Frontier;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;

namespace ActorCrawler.Actors.Tests.Parsing;

/// <summary>The pool and worker nodes, with probes in the place of these.</summary>
public sealed class ParserPoolActorTests : TestKit
{
    private const long Fence = 7;
    private const string Secret = "what workers of this test know";

    private readonly TestProbe _coordinator;
    private readonly IActorRef _pool;
    private readonly List<long> _released = [];
    private readonly byte[] _nonce = SecretProof.Nonce();
    private ReadOnlyMemory<byte> _challenge;

    public ParserPoolActorTests()
    {
        var settings = CrawlSettings.Load(Sources.Of());
        _coordinator = CreateTestProbe();
        _pool = Sys.ActorOf(ParserPoolActor.Props(new ParserPoolSetup
        {
            Coordinator = _coordinator.Ref,
            Fence = Fence,
            Parsers = new ParserSetup(settings.Parser with { FingerprintKey = [.. new byte[16]] }, settings.Sitemaps),
            LocalParsers = 1,
            LocalsInReserve = true,
            IsNode = false,
            Secret = Secret,
            WorkerWait = TimeSpan.Zero,
            Clock = new CrawlClock(TimeProvider.System),
            Marks = null,
            Program = null,
        }));
    }

    [Fact]
    public void Worker_gets_what_it_has_credit_for_and_more_with_each_result()
    {
        var worker = Join(slots: 2);
        for (var i = 1; i <= 4; i++) Offer(i);
        Assert.Equal([1, 2], [Job(worker), Job(worker)]);
        worker.ExpectNoMsg(TimeSpan.FromMilliseconds(50));

        worker.Send(_pool, Report(1));

        Assert.Equal(3, Job(worker));
        Assert.Equal(1, _coordinator.ExpectMsg<ParseProtocol.Parsed>().LeaseId);
        Assert.Equal([1], _released);
    }

    [Fact]
    public void Node_that_speaks_another_version_is_turned_away_and_told_what_to_do()
    {
        var worker = CreateTestProbe();
        worker.Send(_pool, new ParseProtocol.Register(WireProtocol.Version + 1, new WorkerNode("9.9.9", "m", 1, 1), WorkerCredit.Jobs(1), Unproved));

        var refused = worker.ExpectMsg<ParseProtocol.Refused>();

        Assert.Contains("9.9.9", refused.Reason, StringComparison.Ordinal);
        Assert.Contains("same version", refused.Reason, StringComparison.Ordinal);
        Offer(1);
        worker.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void Worker_that_does_not_know_the_secret_is_turned_away_and_gets_nothing()
    {
        var stranger = CreateTestProbe();
        var refused = Register(stranger, WorkerCredit.Jobs(1), "what another crawl's workers know").ExpectMsg<ParseProtocol.Refused>();
        Assert.Contains("secret", refused.Reason, StringComparison.Ordinal);

        Offer(1);
        stranger.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void Worker_that_comes_when_the_crawl_has_ended_is_told_so()
    {
        var early = Join();
        _pool.Tell(new ParseProtocol.CrawlEnded());
        early.ExpectMsg<ParseProtocol.CrawlEnded>();

        Register(CreateTestProbe(), WorkerCredit.Jobs(1), Secret).ExpectMsg<ParseProtocol.CrawlEnded>();
    }

    [Fact]
    public void End_is_answered_when_every_worker_has_heard_of_it_or_has_gone()
    {
        var (hears, dies, run) = (Join(), Join(), CreateTestProbe());
        run.Send(_pool, new ParseProtocol.CrawlEnded());
        hears.ExpectMsg<ParseProtocol.CrawlEnded>();

        hears.Send(_pool, new ParseProtocol.Leaving());
        run.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        Sys.Stop(dies.Ref);

        run.ExpectMsg<CrawlProtocol.WorkersReleased>();
    }

    [Fact]
    public void End_is_answered_at_once_without_workers()
    {
        var run = CreateTestProbe();

        run.Send(_pool, new ParseProtocol.CrawlEnded());

        run.ExpectMsg<CrawlProtocol.WorkersReleased>();
    }

    [Fact]
    public void Proof_of_one_worker_lets_no_other_in()
    {
        Join();
        var known = new ParseProtocol.Register(
            WireProtocol.Version, new WorkerNode("1", "m", 1, 1), WorkerCredit.Jobs(1), new WorkerProof(_nonce, _challenge, SecretProof.Worker(Secret, _challenge.Span, _nonce)));
        var other = CreateTestProbe();

        other.Send(_pool, known);

        Assert.NotEqual(_challenge.ToArray(), other.ExpectMsg<ParseProtocol.Challenge>().Nonce.ToArray());
    }

    [Fact]
    public void Result_of_an_earlier_run_is_dropped()
    {
        var worker = Join();
        Offer(1);
        Job(worker);

        worker.Send(_pool, Report(1) with { Fence = Fence - 1 });
        _coordinator.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        worker.Send(_pool, Report(1));

        _coordinator.ExpectMsg<ParseProtocol.Parsed>();
    }

    [Fact]
    public void What_a_lost_worker_held_goes_to_another_and_its_late_result_is_dropped()
    {
        var first = Join();
        Offer(1);
        Job(first);
        var second = Join();

        Watch(first.Ref);
        Sys.Stop(first.Ref);
        ExpectTerminated(first.Ref);

        Assert.Equal(1, Job(second));
        _pool.Tell(Report(1), first.Ref);
        _coordinator.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        second.Send(_pool, Report(1));
        _coordinator.ExpectMsg<ParseProtocol.Parsed>();
    }

    [Fact]
    public void Worker_that_leaves_is_dismissed_when_all_its_results_are_there()
    {
        var worker = Join(slots: 2);
        for (var i = 1; i <= 3; i++) Offer(i);
        Job(worker);
        Job(worker);
        var other = Join();
        Job(other);

        worker.Send(_pool, new ParseProtocol.Leaving());
        worker.Send(_pool, Report(1));
        worker.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        worker.Send(_pool, Report(2));

        worker.ExpectMsg<ParseProtocol.Dismissed>();
        Assert.Equal(2, _coordinator.ReceiveN(2).OfType<ParseProtocol.Parsed>().Count());
    }

    [Fact]
    public void Report_that_is_too_large_to_travel_is_made_here()
    {
        var worker = Join();
        Offer(1);
        Job(worker);

        worker.Send(_pool, Report(1) with { Report = null });

        Assert.IsType<ParseReport.Page>(_coordinator.ExpectMsg<ParseProtocol.Parsed>().Report);
    }

    [Fact]
    public void Body_beyond_what_a_worker_can_receive_is_parsed_here()
    {
        var worker = Join(largest: 10);
        Offer(1);

        Assert.IsType<ParseReport.Page>(_coordinator.ExpectMsg<ParseProtocol.Parsed>().Report);
        worker.ExpectNoMsg(TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public void Workers_are_listed_and_told_to_leave_by_their_address()
    {
        var worker = Join(slots: 3);
        Offer(1);
        Job(worker);

        _pool.Tell(CrawlProtocol.GetWorkers.Instance, TestActor);
        var status = Assert.Single(ExpectMsg<CrawlProtocol.Workers>().All);
        Assert.Equal((3, 1, WorkerState.AtWork), (status.Slots, status.Jobs, status.State));

        _pool.Tell(new CrawlProtocol.DrainWorker("nowhere:1"), TestActor);
        Assert.Null(ExpectMsg<CrawlProtocol.DrainStarted>().Address);
        _pool.Tell(new CrawlProtocol.DrainWorker(status.Address), TestActor);
        Assert.Equal(status.Address, ExpectMsg<CrawlProtocol.DrainStarted>().Address);
        worker.ExpectMsg<ParseProtocol.Drain>();
    }

    [Fact]
    public void Host_that_joins_the_scope_is_told_to_workers_of_now_and_later()
    {
        var worker = Join();
        _pool.Tell(new ParseProtocol.ScopeGrew("http://b.test"));
        Assert.Equal("http://b.test", worker.ExpectMsg<ParseProtocol.ScopeGrew>().Host);

        var later = CreateTestProbe();

        Assert.Contains("http://b.test", Register(later, WorkerCredit.Jobs(1), Secret).ExpectMsg<ParseProtocol.Welcome>().Setup.Pages.ScopeHosts.Select(h => h.Origin));
    }

    private static WorkerProof Unproved => new(default, default, default);

    private static ParseProtocol.Parsed Report(long lease) => new(lease, Fence, new ParseReport.NotHtml(1));

    private static long Job(TestProbe worker) => worker.ExpectMsg<ParseProtocol.Parse>().Job.LeaseId;

    private TestProbe Join(int slots = 1, long largest = long.MaxValue)
    {
        var worker = CreateTestProbe();
        var welcome = Register(worker, new WorkerCredit(slots, long.MaxValue, largest), Secret).ExpectMsg<ParseProtocol.Welcome>();
        Assert.Equal(SecretProof.Seed(Secret, _challenge.Span, _nonce), welcome.Proof.ToArray());
        return worker;
    }

    private TestProbe Register(TestProbe worker, WorkerCredit credit, string secret)
    {
        var node = new WorkerNode("1", "m", 1, 1);
        worker.Send(_pool, new ParseProtocol.Register(WireProtocol.Version, node, credit, Unproved));
        _challenge = worker.ExpectMsg<ParseProtocol.Challenge>().Nonce;
        worker.Send(_pool, new ParseProtocol.Register(WireProtocol.Version, node, credit, new WorkerProof(_nonce, _challenge, SecretProof.Worker(secret, _challenge.Span, _nonce))));
        return worker;
    }

    private void Offer(long lease) => _pool.Tell(new ParserPoolActor.Offer(
        new ParseJob
        {
            LeaseId = lease,
            Fence = Fence,
            Purpose = LeasePurpose.Page,
            Url = $"http://a.test/{lease}",
            Depth = 0,
            Referrer = null,
            FetchedAt = DateTimeOffset.UnixEpoch,
            Elapsed = TimeSpan.Zero,
            Head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"u8.ToArray(),
            Body = "<title>a page of some length</title>"u8.ToArray(),
            Truncated = false,
        },
        new Body(() => _released.Add(lease))));

    private sealed class Body(Action disposed) : IDisposable
    {
        public void Dispose() => disposed();
    }
}
