using Akka.Actor;
using Akka.Event;

namespace ActorCrawler.EmbeddedAkka.Tests.Remote;

/// <summary>Two systems over loopback, on either runtime.</summary>
public sealed class RemotingSpecs : IAsyncLifetime
{
    private readonly RemoteSystems _systems = new();
    private readonly ActorSystem _here;
    private readonly ActorSystem _there;

    public RemotingSpecs()
    {
        _here = _systems.Start("here");
        _there = _systems.Start("there");
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _systems.DisposeAsync().AsTask();

    [Fact]
    public async Task Selection_finds_an_actor_of_another_system_and_both_can_talk()
    {
        var (a, b) = (new Probe(_here, "a"), new Probe(_there, "b"));
        var remote = await RemoteSystems.FindAsync(_here, _there, "b");
        Assert.Equal(RemoteSystems.AddressOf(_there), remote.Path.Address);
        Assert.Equal(b.Ref.Path.Uid, remote.Path.Uid);

        remote.Tell(new RemoteProtocol.Numbered(1), a.Ref);
        Assert.Equal(1, (await b.ExpectAsync<RemoteProtocol.Numbered>()).Number);
        Assert.Equal(RemoteSystems.AddressOf(_here), b.LastSender.Path.Address);

        b.LastSender.Tell("answer", b.Ref);
        Assert.Equal("answer", await a.ExpectAsync<string>());
        Assert.Equal(remote, a.LastSender);
    }

    [Fact]
    public async Task Selection_of_nobody_fails()
    {
        await Assert.ThrowsAsync<ActorNotFoundException>(() => RemoteSystems.FindAsync(_here, _there, "nobody"));
    }

    [Fact]
    public async Task Ask_gets_its_answer_from_another_system()
    {
        _there.ActorOf(Props.Create<Echo>(), "echo");
        var echo = await RemoteSystems.FindAsync(_here, _there, "echo");
        Assert.Equal("hello", await echo.Ask<string>("hello", TimeSpan.FromSeconds(10)));
        Assert.Equal(9_000_000_000, await echo.Ask<long>(9_000_000_000, TimeSpan.FromSeconds(10)));
        Assert.Equal(new RemoteProtocol.Numbered(3), await echo.Ask<RemoteProtocol.Numbered>(new RemoteProtocol.Numbered(3), TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Ask_of_a_selection_gets_its_answer_from_another_system()
    {
        _there.ActorOf(Props.Create<Echo>(), "echo");
        var selection = _here.ActorSelection($"{RemoteSystems.AddressOf(_there)}/user/echo");
        Assert.Equal("hello", await selection.Ask<string>("hello", TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Messages_keep_their_order()
    {
        var b = new Probe(_there, "b");
        var remote = await RemoteSystems.FindAsync(_here, _there, "b");
        for (var i = 0; i < 20_000; i++) remote.Tell(new RemoteProtocol.Numbered(i));
        for (var i = 0; i < 20_000; i++) Assert.Equal(i, (await b.ExpectAsync<RemoteProtocol.Numbered>()).Number);
    }

    [Fact]
    public async Task Small_and_large_messages_arrive_whole_and_in_order()
    {
        var random = new Random(7);
        var b = new Probe(_there, "b");
        var remote = await RemoteSystems.FindAsync(_here, _there, "b");
        var bodies = Enumerable.Range(0, 60).Select(i => new byte[i % 3 == 0 ? random.Next(200) : random.Next(1_500_000)]).ToList();
        foreach (var body in bodies) random.NextBytes(body);
        foreach (var body in bodies) remote.Tell(new RemoteProtocol.Body(body));
        foreach (var body in bodies) Assert.Equal(body, (await b.ExpectAsync<RemoteProtocol.Body>()).Bytes);
    }

    [Fact]
    public async Task Message_over_the_frame_limit_is_dropped_and_those_after_it_arrive()
    {
        var b = new Probe(_there, "b");
        var remote = await RemoteSystems.FindAsync(_here, _there, "b");
        remote.Tell(new RemoteProtocol.Body(new byte[3_000_000]));
        remote.Tell("after");
        Assert.Equal("after", await b.ExpectAsync<string>());
        Assert.Empty(b.Drain());
    }

    [Fact]
    public async Task Message_that_cannot_be_serialized_or_read_is_dropped_alone()
    {
        var b = new Probe(_there, "b");
        var remote = await RemoteSystems.FindAsync(_here, _there, "b");
        remote.Tell(new RemoteProtocol.Broken());
        remote.Tell(new RemoteProtocol.Unreadable());
        remote.Tell("after");
        Assert.Equal("after", await b.ExpectAsync<string>());
    }

    [Fact]
    public async Task Reference_in_a_message_leads_back_to_its_actor()
    {
        var (a, b) = (new Probe(_here, "a"), new Probe(_there, "b"));
        var remote = await RemoteSystems.FindAsync(_here, _there, "b");
        remote.Tell(new RemoteProtocol.Introduce(a.Ref));
        var introduced = (await b.ExpectAsync<RemoteProtocol.Introduce>()).Actor;
        introduced.Tell("found you");
        Assert.Equal("found you", await a.ExpectAsync<string>());

        // And its own reference comes home as the local one.
        b.Ref.Tell("x");
        remote.Tell(new RemoteProtocol.Introduce(remote));
        Assert.Equal(b.Ref, (await b.ExpectAsync<RemoteProtocol.Introduce>()).Actor);
    }

    [Fact]
    public async Task Reference_survives_as_text()
    {
        var b = new Probe(_there, "b");
        await RemoteSystems.FindAsync(_here, _there, "b");
        var text = Akka.Serialization.Serialization.SerializedActorPath(b.Ref);
        Assert.StartsWith(RemoteSystems.AddressOf(_there).ToString(), text, StringComparison.Ordinal);
        ((ExtendedActorSystem)_here).Provider.ResolveActorRef(text).Tell("by text");
        Assert.Equal("by text", await b.ExpectAsync<string>());
    }

    [Fact]
    public async Task Message_to_an_earlier_incarnation_does_not_reach_the_later_one()
    {
        var parent = new Probe(_there, "parent");
        var earlier = await parent.ChildAsync("b");
        var remote = await RemoteSystems.FindAsync(_here, _there, "parent/b");
        earlier.Ref.Tell(PoisonPill.Instance);
        await parent.ExpectAsync<Terminated>();
        var letters = new Probe(_there);
        _there.EventStream.Subscribe(letters.Ref, typeof(DeadLetter));
        var later = await parent.ChildAsync("b");
        remote.Tell("for the dead");
        Assert.Equal("for the dead", (await letters.ExpectAsync<DeadLetter>(letter => letter.Message is string)).Message);
        Assert.Empty(later.Drain());
    }

    [Fact]
    public async Task PoisonPill_stops_an_actor_of_another_system()
    {
        var (a, b) = (new Probe(_here, "a"), new Probe(_there, "b"));
        var remote = await RemoteSystems.FindAsync(_here, _there, "b");
        a.Do(context => context.Watch(remote));
        remote.Tell(PoisonPill.Instance);
        var terminated = await a.ExpectAsync<Terminated>();
        Assert.Equal(remote, terminated.ActorRef);
        // Whether it was known to have been there depends on which of the two arrived first: Akka.NET sends them by different ways.
        Assert.False(terminated.AddressTerminated);
        Assert.Empty(b.Drain());
    }

    [Fact]
    public async Task What_an_actor_said_before_its_end_arrives_before_the_news_of_it()
    {
        var a = new Probe(_here, "a");
        _there.ActorOf(Props.Create<LastWords>(), "b");
        var remote = await RemoteSystems.FindAsync(_here, _there, "b");
        a.Do(context => context.Watch(remote));
        remote.Tell("end", a.Ref);
        for (var i = 0; i < 100; i++) Assert.Equal(i, (await a.ExpectAsync<object>() as RemoteProtocol.Numbered)?.Number);
        Assert.IsType<Terminated>(await a.ExpectAsync<object>());
    }

    [Fact]
    public async Task Watching_an_actor_that_is_gone_is_answered()
    {
        var (a, b) = (new Probe(_here, "a"), new Probe(_there, "b"));
        var remote = await RemoteSystems.FindAsync(_here, _there, "b");
        await b.Ref.GracefulStop(TimeSpan.FromSeconds(10));
        a.Do(context => context.Watch(remote));
        Assert.Equal(remote, (await a.ExpectAsync<Terminated>()).ActorRef);
    }

    [Fact]
    public async Task Unwatched_actor_ends_unnoticed()
    {
        var (a, b) = (new Probe(_here, "a"), new Probe(_there, "b"));
        var other = new Probe(_there, "other");
        var remote = await RemoteSystems.FindAsync(_here, _there, "b");
        var remoteOther = await RemoteSystems.FindAsync(_here, _there, "other");
        a.Do(context =>
        {
            context.Watch(remote);
            context.Watch(remoteOther);
            context.Unwatch(remote);
        });
        remote.Tell(PoisonPill.Instance);
        remoteOther.Tell(PoisonPill.Instance);
        Assert.Equal(remoteOther, (await a.ExpectAsync<Terminated>()).ActorRef);
        Assert.Empty(a.Drain());
        Assert.Empty(b.Drain());
        Assert.Empty(other.Drain());
    }

    [Fact]
    public async Task End_of_a_system_is_the_end_of_its_watched_actors()
    {
        var a = new Probe(_here, "a");
        var third = _systems.Start("third");
        _ = new Probe(third, "b");
        var remote = await RemoteSystems.FindAsync(_here, third, "b");
        a.Do(context => context.Watch(remote));
        remote.Tell("x");
        await third.Terminate();
        Assert.Equal(remote, (await a.ExpectAsync<Terminated>()).ActorRef);
    }

    [Fact]
    public async Task Supervision_stays_with_the_system_of_the_actor()
    {
        _there.ActorOf(Props.Create<Echo>(), "echo");
        var echo = await RemoteSystems.FindAsync(_here, _there, "echo");
        echo.Tell(Kill.Instance);
        await Assert.ThrowsAsync<ActorNotFoundException>(async () =>
        {
            // Killed is stopped, as soon as the message has arrived.
            while (true) await RemoteSystems.FindAsync(_here, _there, "echo");
        });
    }

    private sealed class Echo : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(message);
    }

    private sealed class LastWords : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            for (var i = 0; i < 100; i++) Sender.Tell(new RemoteProtocol.Numbered(i));
            Context.Stop(Self);
        }
    }
}
