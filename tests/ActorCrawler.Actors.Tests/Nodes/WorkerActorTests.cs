using ActorCrawler.Actors.Nodes;
using ActorCrawler.Actors.Parsing;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Actors.Tests.Settings;
using ActorCrawler.Actors.Wire;
using Akka.Actor;
using Akka.Cluster;

namespace ActorCrawler.Actors.Tests.Nodes;

/// <summary>A worker in a cluster of its own, whose only member stands for the seed.</summary>
public sealed class WorkerActorTests : IAsyncLifetime
{
    private const string Secret = "nodes of this test know it";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly TaskCompletionSource<(WorkerEnd End, string Why)> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _atWork = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ActorSystem _system = null!;

    public async Task InitializeAsync()
    {
        _system = await NodeSystem.StartAsync(CrawlSettings.Load(Sources.Of()).ActorSystem, "127.0.0.1", 0, null, Secret, allowPlaintext: false);
        await Cluster.Get(_system).JoinAsync(Cluster.Get(_system).SelfAddress);
    }

    public async Task DisposeAsync() => await _system.Terminate();

    [Fact]
    public async Task Worker_takes_pages_of_a_crawl_that_knows_the_secret()
    {
        Start(Secret);
        await _atWork.Task.WaitAsync(Limit);
        Assert.False(_ended.Task.IsCompleted);
    }

    [Fact]
    public async Task Worker_does_not_work_for_a_process_that_does_not_know_the_secret()
    {
        Start("another secret altogether");
        var (end, why) = await _ended.Task.WaitAsync(Limit);
        Assert.Equal(WorkerEnd.Refused, end);
        Assert.Contains("does not know the secret", why, StringComparison.Ordinal);
        Assert.False(_atWork.Task.IsCompleted);
    }

    [Fact]
    public async Task Worker_whose_seed_stays_silent_has_lost_it()
    {
        var worker = Start(Secret);
        await _atWork.Task.WaitAsync(Limit);

        worker.Tell(new ClusterEvent.UnreachableMember(Cluster.Get(_system).SelfMember));

        Assert.Equal(WorkerEnd.SeedLost, (await _ended.Task.WaitAsync(Limit)).End);
    }

    [Fact]
    public async Task Worker_says_that_it_has_heard_of_the_end()
    {
        var worker = Start(Secret);
        await _atWork.Task.WaitAsync(Limit);

        var answer = await worker.Ask<object>(new ParseProtocol.CrawlEnded(), Limit);

        Assert.IsType<ParseProtocol.Leaving>(answer);
        Assert.Equal(WorkerEnd.CrawlEnded, (await _ended.Task.WaitAsync(Limit)).End);
    }

    private IActorRef Start(string poolSecret)
    {
        var settings = CrawlSettings.Load(Sources.Of());
        var setup = new ParserSetup(settings.Parser with { FingerprintKey = [.. new byte[16]] }, settings.Sitemaps);
        _system.ActorOf(Props.Create(() => new Pool(poolSecret, setup)), "pool");
        return _system.ActorOf(WorkerActor.Props(new WorkerActorSetup(
            $"{Cluster.Get(_system).SelfAddress}/user/pool", Secret, new WorkerLimits(1, 2, 1 << 20, null), 4_000_000, _ended, _ => _atWork.TrySetResult())));
    }

    /// <summary>Takes in everybody, as far as the secret that it was given goes.</summary>
    private sealed class Pool(string secret, ParserSetup setup) : UntypedActor
    {
        private readonly byte[] _nonce = SecretProof.Nonce();

        protected override void OnReceive(object message)
        {
            if (message is not ParseProtocol.Register { Proof: var proof }) return;
            object answer = proof.Challenge.IsEmpty
                ? new ParseProtocol.Challenge(_nonce)
                : new ParseProtocol.Welcome(WireProtocol.Version, 1, setup, SecretProof.Seed(secret, _nonce, proof.Nonce.Span));
            Sender.Tell(answer);
        }
    }
}
