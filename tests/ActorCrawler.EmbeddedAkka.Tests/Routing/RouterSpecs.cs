using Akka.Actor;
using Akka.Configuration;
using Akka.Routing;
using Akka.TestKit.Xunit2;

namespace ActorCrawler.EmbeddedAkka.Tests.Routing;

public sealed class RouterSpecs() : TestKit("""
    akka.actor.deployment {
      /configured { router = round-robin-pool, nr-of-instances = 3 }
      /overridden { router = round-robin-pool, nr-of-instances = 2 }
      /grouped { router = round-robin-group, routees.paths = ["/user/member-a", "/user/member-b"] }
      /parent/nested { router = broadcast-pool, nr-of-instances = 2 }
    }
    """)
{
    [Fact]
    public void Round_robin_pool_takes_turns()
    {
        var router = Sys.ActorOf(new RoundRobinPool(3).Props(Props.Create(() => new Routed())), "pool");

        var names = Enumerable.Range(0, 9).Select(_ => NameOf(router)).ToList();

        Assert.Equal(3, names.Distinct().Count());
        Assert.Equal(names.Take(3), names.Skip(3).Take(3));
        Assert.Equal(names.Take(3), names.Skip(6));
    }

    [Fact]
    public void Routees_are_children_of_the_router_and_see_the_sender()
    {
        var router = Sys.ActorOf(new RoundRobinPool(1).Props(Props.Create(() => new Routed())), "family");

        router.Tell("parent");

        ExpectMsg(router);
        Assert.Equal(router.Path, LastSender.Path.Parent);
    }

    [Fact]
    public void Broadcast_pool_tells_all()
    {
        var router = Sys.ActorOf(new BroadcastPool(3).Props(Props.Create(() => new Routed())));

        router.Tell("name");

        Assert.Equal(3, ReceiveN(3).Distinct().Count());
    }

    [Fact]
    public void Broadcast_message_goes_to_all_routees_of_any_router()
    {
        var router = Sys.ActorOf(new RoundRobinPool(4).Props(Props.Create(() => new Routed())));

        router.Tell(new Broadcast("name"));

        Assert.Equal(4, ReceiveN(4).Distinct().Count());
    }

    [Fact]
    public void Smallest_mailbox_pool_spares_the_busy()
    {
        var gate = new ManualResetEventSlim();
        var router = Sys.ActorOf(new SmallestMailboxPool(2).Props(Props.Create(() => new Routed(gate))));
        router.Tell("hold");
        ExpectMsg("holding");
        var busy = LastSender;
        busy.Tell("name");

        for (var i = 0; i < 5; i++)
        {
            router.Tell("name");
            ExpectMsg<string>();
            Assert.NotEqual(busy, LastSender);
        }

        gate.Set();
        ExpectMsg(busy.Path.Name);
    }

    [Fact]
    public void Group_tells_actors_that_others_made()
    {
        var members = new[] { NewMember("member-a"), NewMember("member-b") };
        var router = Sys.ActorOf(new RoundRobinGroup("/user/member-a", "/user/member-b").Props());

        Assert.Equal(members, new[] { NameOf(router), NameOf(router) }.Order());
    }

    [Fact]
    public void Broadcast_group_tells_all_paths()
    {
        var members = new[] { NewMember("member-a"), NewMember("member-b") };
        var router = Sys.ActorOf(new BroadcastGroup("/user/member-a", "/user/member-b").Props());

        router.Tell("name");

        Assert.Equal(members, ReceiveN(2).Order());
    }

    [Fact]
    public async Task Routees_can_be_asked_for()
    {
        var router = Sys.ActorOf(new RoundRobinPool(3).Props(Props.Create(() => new Routed())));

        var routees = await RouteesOf(router);

        Assert.Equal(3, routees.Length);
        Assert.All(routees, routee => Assert.Equal(router.Path, ((ActorRefRoutee)routee).Actor.Path.Parent));
    }

    [Fact]
    public async Task Pool_goes_on_without_a_routee_that_has_ended_and_ends_with_the_last()
    {
        var router = Sys.ActorOf(new RoundRobinPool(2).Props(Props.Create(() => new Routed())));
        Watch(router);
        var routees = await RouteesOf(router);

        Sys.Stop(((ActorRefRoutee)routees[0]).Actor);
        await AwaitAssertAsync(async () => Assert.Single(await RouteesOf(router)));
        var left = ((ActorRefRoutee)routees[1]).Actor;
        Assert.Equal(left.Path.Name, NameOf(router));
        Assert.Equal(left.Path.Name, NameOf(router));

        Sys.Stop(left);
        await ExpectTerminatedAsync(router);
    }

    [Fact]
    public void Failed_routee_is_restarted_by_the_router()
    {
        var router = Sys.ActorOf(new RoundRobinPool(1).Props(Props.Create(() => new Routed())));

        router.Tell("count");
        ExpectMsg(1);
        router.Tell("fail");
        router.Tell("count");
        ExpectMsg(1);
    }

    [Fact]
    public void Strategy_of_the_pool_decides_about_its_routees()
    {
        var pool = new RoundRobinPool(1).WithSupervisorStrategy(new OneForOneStrategy(_ => Directive.Resume));
        var router = Sys.ActorOf(pool.Props(Props.Create(() => new Routed())));

        router.Tell("count");
        ExpectMsg(1);
        router.Tell("fail");
        router.Tell("count");
        ExpectMsg(2);
    }

    [Fact]
    public async Task Pool_can_grow_and_shrink()
    {
        var router = Sys.ActorOf(new RoundRobinPool(2).Props(Props.Create(() => new Routed())));

        router.Tell(new AdjustPoolSize(2));
        await AwaitAssertAsync(async () => Assert.Equal(4, (await RouteesOf(router)).Length));
        router.Tell(new AdjustPoolSize(-3));
        await AwaitAssertAsync(async () => Assert.Single(await RouteesOf(router)));
    }

    [Fact]
    public async Task Routees_can_be_added_and_removed()
    {
        NewMember("guest");
        var guest = await Sys.ActorSelection("/user/guest").ResolveOne(TimeSpan.FromSeconds(30));
        var router = Sys.ActorOf(new RoundRobinPool(1).Props(Props.Create(() => new Routed())));

        router.Tell(new AddRoutee(Routee.FromActorRef(guest)));
        await AwaitAssertAsync(async () => Assert.Equal(2, (await RouteesOf(router)).Length));
        router.Tell(new RemoveRoutee(Routee.FromActorRef(guest)));
        await AwaitAssertAsync(async () => Assert.Single(await RouteesOf(router)));
        guest.Tell("name");
        ExpectMsg("guest", hint: "an actor that others made is not stopped");
    }

    [Fact]
    public async Task Router_of_the_configuration_is_made_as_described()
    {
        var router = Sys.ActorOf(Props.Create(() => new Routed()).WithRouter(FromConfig.Instance), "configured");
        Assert.Equal(3, (await RouteesOf(router)).Length);

        var overridden = Sys.ActorOf(new RoundRobinPool(7).Props(Props.Create(() => new Routed())), "overridden");
        Assert.Equal(2, (await RouteesOf(overridden)).Length);

        var members = new[] { NewMember("member-a"), NewMember("member-b") };
        var group = Sys.ActorOf(Props.Empty.WithRouter(FromConfig.Instance), "grouped");
        Assert.Equal(members, new[] { NameOf(group), NameOf(group) }.Order());

        var parent = Sys.ActorOf(Props.Create(() => new NestingParent()), "parent");
        parent.Tell("name");
        ReceiveN(2);
    }

    [Fact]
    public void Router_without_its_configuration_is_refused()
    {
        Assert.Throws<ConfigurationException>(
            () => Sys.ActorOf(Props.Create(() => new Routed()).WithRouter(FromConfig.Instance), "forgotten"));
    }

    [Fact]
    public void Poison_pill_ends_the_router_with_its_routees()
    {
        var router = Sys.ActorOf(new RoundRobinPool(2).Props(Props.Create(() => new Routed())));
        router.Tell("parent");
        ExpectMsg(router);
        Watch(LastSender);
        var routee = LastSender;
        Watch(router);

        router.Tell(PoisonPill.Instance);

        var dead = new[] { ExpectMsg<Terminated>().ActorRef, ExpectMsg<Terminated>().ActorRef };
        Assert.Contains(routee, dead);
        Assert.Contains(router, dead);
    }

    private string NewMember(string name)
    {
        Sys.ActorOf(Props.Create(() => new Routed()), name);
        return name;
    }

    private string NameOf(IActorRef router)
    {
        router.Tell("name");
        return ExpectMsg<string>();
    }

    private static async Task<Routee[]> RouteesOf(IActorRef router)
    {
        var routees = await router.Ask<Routees>(GetRoutees.Instance, TimeSpan.FromSeconds(30));
        return routees.Members.ToArray();
    }

    private sealed class NestingParent : ReceiveActor
    {
        public NestingParent()
        {
            var router = Context.ActorOf(Props.Create(() => new Routed()).WithRouter(FromConfig.Instance), "nested");
            ReceiveAny(router.Forward);
        }
    }

    private sealed class Routed : ReceiveActor
    {
        private int _count;

        public Routed()
            : this(null)
        {
        }

        public Routed(ManualResetEventSlim? gate)
        {
            Receive<string>(s => s == "name", _ => Sender.Tell(Self.Path.Name));
            Receive<string>(s => s == "parent", _ => Sender.Tell(Context.Parent));
            Receive<string>(s => s == "count", _ => Sender.Tell(++_count));
            Receive<string>(s => s == "hold", _ =>
            {
                Sender.Tell("holding");
                gate?.Wait(TimeSpan.FromSeconds(10));
            });
            Receive<string>(_ => throw new InvalidOperationException("failed"));
        }
    }
}
