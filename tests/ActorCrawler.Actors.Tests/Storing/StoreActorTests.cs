using ActorCrawler.Actors.Storing;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Storage;
using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace ActorCrawler.Actors.Tests.Storing;

public sealed class StoreActorTests : TestKit
{
    private const string Config = "akka.actor.store-dispatcher { type = PinnedDispatcher }";

    private readonly string _directory = Directory.CreateTempSubdirectory("store-actor-tests-").FullName;

    public StoreActorTests()
        : base(Config)
    {
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public void Store_says_that_dispatch_is_blocked_before_it_hands_out_a_window_when_the_disk_is_short_of_space()
    {
        using var store = Open(() => 0);
        var actor = Sys.ActorOf(StoreActor.Props(store, TimeSpan.FromMilliseconds(20)));

        actor.Tell(new StoreProtocol.LoadWindow(1, new HashSet<long>(), 1, DateTimeOffset.UnixEpoch), TestActor);

        Assert.Contains("storage.disk-reserve", ExpectMsg<StoreProtocol.Blocked>().Why);
        ExpectMsg<StoreProtocol.Window>();
        Stop(actor);
    }

    [Fact]
    public void Store_commits_what_is_in_flight_and_goes_on_when_there_is_space_again()
    {
        long free = 5;
        using var store = Open(() => Volatile.Read(ref free));
        var actor = Sys.ActorOf(StoreActor.Props(store, TimeSpan.FromMilliseconds(20)));

        actor.Tell(new StoreProtocol.Commit(new CommitBatch()), TestActor);
        ExpectMsg<StoreProtocol.Blocked>();
        ExpectMsg<StoreProtocol.Committed>();
        actor.Tell(new StoreProtocol.Commit(new CommitBatch()), TestActor);
        ExpectMsg<StoreProtocol.Committed>();
        Volatile.Write(ref free, 100);

        ExpectMsg<StoreProtocol.Unblocked>();
        actor.Tell(new StoreProtocol.Commit(new CommitBatch()), TestActor);
        ExpectMsg<StoreProtocol.Committed>();
        Stop(actor);
    }

    [Fact]
    public void Store_tries_a_commit_again_until_it_succeeds_when_the_disk_is_full()
    {
        var failures = 3;
        using var store = Open(() => 100, new OutputSpec { Name = "text", Header = _ => failures-- > 0 ? throw Full : "header\n"u8.ToArray() });
        var actor = Sys.ActorOf(StoreActor.Props(store, TimeSpan.FromMilliseconds(20)));
        var batch = new CommitBatch
        {
            Found = { new NewUrl("http://a.test/", "http://a.test", VisitKind.Start, 0, 0, 0, Reason.Queued) },
            Records = { new OutputRow("text", "row\n"u8.ToArray()) },
        };

        actor.Tell(new StoreProtocol.Commit(batch), TestActor);

        Assert.Equal("No space left on device", ExpectMsg<StoreProtocol.Blocked>().Why);
        Assert.Equal(1, ExpectMsg<StoreProtocol.Committed>().Result.Ledger.Discovered);
        ExpectMsg<StoreProtocol.Unblocked>();
        Stop(actor);
        Assert.Equal("header\nrow\n", File.ReadAllText(Path.Combine(_directory, "text")));
    }

    [Fact]
    public void Store_dies_when_its_directory_is_gone()
    {
        using var store = Open(() => 100);
        var actor = Sys.ActorOf(Props.Create(() => new Parent(store, TestActor)));
        Directory.Move(_directory, _directory + ".moved");
        Directory.CreateDirectory(_directory);

        actor.Tell(new StoreProtocol.Commit(new CommitBatch()), TestActor);

        Assert.Equal(StorageError.Gone, ExpectMsg<StorageException>().Kind);
        Directory.Delete(_directory + ".moved", recursive: true);
    }

    private static StorageException Full => new(StorageError.DiskFull, "No space left on device");

    private CrawlStore Open(Func<long> free, params IReadOnlyList<OutputSpec> outputs) => CrawlStore.Open(new StoreOptions
    {
        Directory = _directory,
        Identity = "start = http://a.test/\n",
        Durability = Durability.Process,
        MaxDepth = null,
        MaxPagesPerHost = null,
        MaxUrlsPerHost = null,
        HostCache = 10,
        DatabaseCache = 1 << 20,
        KnownUrlsMemory = 1 << 20,
        DiskReserve = 10,
        FreeSpace = free,
        Outputs = outputs,
        LongestRetryWait = _ => TimeSpan.FromHours(1),
        Time = TimeProvider.System,
    });

    /// <summary>The store is closed by the test: the actor must be gone first.</summary>
    private void Stop(IActorRef actor)
    {
        Watch(actor);
        Sys.Stop(actor);
        ExpectTerminated(actor);
    }

    private sealed class Parent : UntypedActor
    {
        private readonly IActorRef _store;
        private readonly IActorRef _test;

        public Parent(CrawlStore store, IActorRef test)
        {
            _test = test;
            _store = Context.ActorOf(StoreActor.Props(store, TimeSpan.FromMilliseconds(20)));
        }

        protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(error =>
        {
            _test.Tell(error);
            return Directive.Stop;
        });

        protected override void OnReceive(object message) => _store.Forward(message);
    }
}
