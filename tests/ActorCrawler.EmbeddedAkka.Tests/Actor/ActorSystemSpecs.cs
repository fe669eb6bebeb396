using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;

namespace ActorCrawler.EmbeddedAkka.Tests.Actor;

public sealed class ActorSystemSpecs
{
    private const string Quiet = "akka { loglevel = OFF, stdout-loglevel = OFF }\n";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("")]
    [InlineData("-leading")]
    [InlineData("with space")]
    [InlineData("with.dot")]
    public void Malformed_name_is_refused(string name)
    {
        Assert.Throws<ArgumentException>(() => ActorSystem.Create(name, Quiet));
    }

    [Fact]
    public async Task Termination_ends_all_actors_children_first_and_runs_callbacks_last_first()
    {
        var events = new ConcurrentQueue<string>();
        var system = ActorSystem.Create("ending", Quiet);
        var last = new TaskCompletionSource();
        system.RegisterOnTermination(() =>
        {
            events.Enqueue("callback 1");
            last.SetResult();
        });
        system.RegisterOnTermination(() => events.Enqueue("callback 2"));
        var parent = system.ActorOf(Props.Create(() => new Recording(events, "child")), "parent");
        await parent.Ask<string>("ready?", Limit);
        Assert.False(system.WhenTerminated.IsCompleted);

        await system.Terminate().WaitAsync(Limit);
        await last.Task.WaitAsync(Limit);

        Assert.True(system.WhenTerminated.IsCompletedSuccessfully);
        Assert.Equal(["child", "parent", "callback 2", "callback 1"], events);
    }

    [Fact]
    public async Task No_actor_can_be_made_after_termination()
    {
        var system = ActorSystem.Create("ended", Quiet);
        await system.Terminate().WaitAsync(Limit);

        Assert.Throws<InvalidOperationException>(() => system.ActorOf(Props.Create(() => new Fragile())));
    }

    [Fact]
    public async Task Second_termination_is_the_first()
    {
        var system = ActorSystem.Create("twice", Quiet);

        await Task.WhenAll(system.Terminate(), system.Terminate(), system.WhenTerminated).WaitAsync(Limit);
    }

    [Fact]
    public async Task Given_configuration_goes_before_the_defaults()
    {
        var system = ActorSystem.Create("settings", Quiet + "my.key = 5\nakka.actor.default-dispatcher.throughput = 7");

        Assert.Equal(5, system.Settings.Config.GetInt("my.key"));
        Assert.Equal(7, system.Dispatchers.DefaultGlobalDispatcher.Throughput);
        Assert.Equal("OFF", system.Settings.LogLevel);
        Assert.True(system.Settings.Config.HasPath("akka.coordinated-shutdown.phases.service-stop"));
        await system.Terminate().WaitAsync(Limit);
    }

    [Fact]
    public async Task Failure_of_a_top_level_actor_is_dealt_with_as_configured()
    {
        var config = Quiet + "akka.actor.guardian-supervisor-strategy = \"Akka.Actor.StoppingSupervisorStrategy\"";
        var system = ActorSystem.Create("stopping", config);
        var actor = system.ActorOf(Props.Create(() => new Fragile()));
        var stopped = actor.GracefulStop(Limit, "fail");

        Assert.True(await stopped);
        await system.Terminate().WaitAsync(Limit);
    }

    [Fact]
    public async Task Failure_that_the_guardian_escalates_ends_the_system()
    {
        var config = Quiet + $"akka.actor.guardian-supervisor-strategy = \"{typeof(Escalating).AssemblyQualifiedName}\"";
        var system = ActorSystem.Create("escalating", config);

        system.ActorOf(Props.Create(() => new Fragile())).Tell("fail");

        await system.WhenTerminated.WaitAsync(Limit);
    }

    [Fact]
    public async Task Extension_is_made_once()
    {
        var system = ActorSystem.Create("extended", Quiet);

        Assert.False(system.HasExtension<Counter>());
        var counter = system.WithExtension<Counter, CounterId>();
        Assert.Same(counter, system.WithExtension<Counter, CounterId>());
        Assert.Same(counter, new CounterId().Get(system));
        Assert.True(system.HasExtension<Counter>());
        Assert.Equal("extended", counter.SystemName);
        await system.Terminate().WaitAsync(Limit);
    }

    [Fact]
    public void Unknown_provider_is_refused()
    {
        Assert.ThrowsAny<Exception>(() => ActorSystem.Create("nowhere", ConfigurationFactory.ParseString(Quiet + "akka.actor.provider = nonsense")));
    }

    public sealed class Escalating : SupervisorStrategyConfigurator
    {
        public override SupervisorStrategy Create() => new OneForOneStrategy(_ => Directive.Escalate);
    }

    private sealed class Counter(string systemName) : IExtension
    {
        public string SystemName { get; } = systemName;
    }

    private sealed class CounterId : ExtensionIdProvider<Counter>
    {
        public override Counter CreateExtension(ExtendedActorSystem system) => new(system.Name);
    }

    private sealed class Recording : ReceiveActor
    {
        private readonly ConcurrentQueue<string> _events;

        public Recording(ConcurrentQueue<string> events, string? child)
        {
            _events = events;
            if (child is not null) Context.ActorOf(Props.Create(() => new Recording(events, null)), child);
            ReceiveAny(_ => Sender.Tell("ready"));
        }

        protected override void PostStop() => _events.Enqueue(Self.Path.Name);
    }
}
