using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace ActorCrawler.EmbeddedAkka.Tests.Actor;

public sealed class NamesSpecs() : TestKit(actorSystemName: "names", config: Akka.Configuration.ConfigurationFactory.Empty)
{
    [Fact]
    public void Name_is_unique_among_siblings()
    {
        Sys.ActorOf(Props.Create(() => new Fragile()), "twin");

        var failure = Assert.Throws<InvalidActorNameException>(() => Sys.ActorOf(Props.Create(() => new Fragile()), "twin"));

        Assert.Contains("twin", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Same_name_may_be_used_below_another_parent()
    {
        var parent = Sys.ActorOf(Props.Create(() => new NamingParent()), "parent");

        Assert.Equal("akka://names/user/parent/parent", Named(parent, "parent").Path.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("$reserved")]
    [InlineData("with/slash")]
    [InlineData("with space")]
    [InlineData("ümlaut")]
    [InlineData("100%")]
    public void Malformed_name_is_refused(string name)
    {
        Assert.Throws<InvalidActorNameException>(() => Sys.ActorOf(Props.Create(() => new Fragile()), name));
    }

    [Theory]
    [InlineData("simple")]
    [InlineData("host-example.test:443")]
    [InlineData("a_b.c*d+e(f)")]
    [InlineData("%C3%BCmlaut")]
    public void Well_formed_name_is_taken(string name)
    {
        Assert.Equal(name, Sys.ActorOf(Props.Create(() => new Fragile()), name).Path.Name);
    }

    [Fact]
    public void Actors_without_a_name_get_different_ones()
    {
        var names = Enumerable.Range(0, 100).Select(_ => Sys.ActorOf(Props.Create(() => new Fragile())).Path.Name).ToHashSet();

        Assert.Equal(100, names.Count);
        Assert.All(names, name => Assert.StartsWith("$", name, StringComparison.Ordinal));
    }

    [Fact]
    public void Name_can_be_used_again_when_its_bearer_has_ended()
    {
        var first = Sys.ActorOf(Props.Create(() => new Fragile()), "heir");
        Watch(first);
        Sys.Stop(first);
        ExpectTerminated(first);

        // The guardian is told before the watchers are, but on another thread.
        IActorRef second = ActorRefs.Nobody;
        AwaitAssert(() => second = Sys.ActorOf(Props.Create(() => new Fragile()), "heir"));

        Assert.NotEqual(first, second);
        Assert.Equal(first.Path, second.Path);
    }

    [Fact]
    public void Name_of_a_stopping_actor_is_taken_until_it_has_ended()
    {
        var gate = new ManualResetEventSlim();
        var actor = Sys.ActorOf(Props.Create(() => new StopsSlowly(gate)), "slow");
        Sys.Stop(actor);

        Assert.Throws<InvalidActorNameException>(() => Sys.ActorOf(Props.Create(() => new Fragile()), "slow"));
        gate.Set();
    }

    [Fact]
    public void Child_is_found_by_name_and_nobody_for_an_unknown_one()
    {
        var parent = Sys.ActorOf(Props.Create(() => new NamingParent()));
        var child = Named(parent, "known");

        parent.Tell(("child", "known"));
        ExpectMsg(child);
        parent.Tell(("child", "unknown"));
        ExpectMsg<IActorRef>(found => Assert.Equal(ActorRefs.Nobody, found));
        Assert.True(ActorRefs.Nobody.IsNobody());
    }

    [Fact]
    public void Parent_knows_its_children_and_they_know_it()
    {
        var parent = Sys.ActorOf(Props.Create(() => new NamingParent()));
        var children = new[] { Named(parent, "a"), Named(parent, "b") };

        parent.Tell(("children", ""));
        var known = ExpectMsg<IActorRef[]>();

        Assert.Equal(children.OrderBy(child => child.Path.Name), known.OrderBy(child => child.Path.Name));
        children[0].Tell(("parent", ""));
        ExpectMsg(parent);
    }

    private IActorRef Named(IActorRef parent, string name)
    {
        parent.Tell(("new", name));
        return ExpectMsg<IActorRef>();
    }

    private sealed class NamingParent : ReceiveActor
    {
        public NamingParent()
        {
            Receive<(string What, string Name)>(request => Sender.Tell(request.What switch
            {
                "new" => Context.ActorOf(Props.Create(() => new NamingParent()), request.Name),
                "child" => Context.Child(request.Name),
                "parent" => Context.Parent,
                _ => Context.GetChildren().ToArray()
            }));
        }
    }

    private sealed class StopsSlowly(ManualResetEventSlim gate) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
        }

        protected override void PostStop() => gate.Wait(TimeSpan.FromSeconds(10));
    }
}
