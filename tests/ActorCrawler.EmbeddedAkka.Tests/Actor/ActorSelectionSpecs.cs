using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace ActorCrawler.EmbeddedAkka.Tests.Actor;

public sealed class ActorSelectionSpecs : TestKit
{
    private readonly IActorRef _tree;

    public ActorSelectionSpecs()
    {
        _tree = Sys.ActorOf(Props.Create(() => new Node(2)), "tree");

        // Children are made by their parents' threads: the last of them answers when all are there.
        AwaitAssert(() =>
        {
            Sys.ActorSelection("/user/tree/b/b").Tell("where");
            ExpectMsg("/user/tree/b/b", TimeSpan.FromMilliseconds(100));
        });
        while (ReceiveOne(TimeSpan.FromMilliseconds(20)) is not null)
        {
            // An answer to an earlier question.
        }
    }

    [Theory]
    [InlineData("/user/tree", "/user/tree")]
    [InlineData("/user/tree/a", "/user/tree/a")]
    [InlineData("/user/tree/a/../b", "/user/tree/b")]
    [InlineData("akka://test/user/tree/a/b", "/user/tree/a/b")]
    public void Message_goes_to_the_actor_at_the_path(string path, string found)
    {
        Sys.ActorSelection(path).Tell("where");

        ExpectMsg(found);
    }

    [Theory]
    [InlineData("/user/tree/*", "/user/tree/a", "/user/tree/b")]
    [InlineData("/user/tree/?/a", "/user/tree/a/a", "/user/tree/b/a")]
    public void Pattern_stands_for_all_that_match(string path, params string[] found)
    {
        Sys.ActorSelection(path).Tell("where");

        ExpectMsgAllOf(found);
        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
    }

    [Fact]
    public void Path_may_be_relative_to_an_actor()
    {
        _tree.Tell("tell ../tree/a");
        ExpectMsg("/user/tree/a");
        _tree.Tell("tell b/a");
        ExpectMsg("/user/tree/b/a");
    }

    [Fact]
    public async Task Actor_behind_a_selection_is_found()
    {
        var found = await Sys.ActorSelection("/user/tree").ResolveOne(TimeSpan.FromSeconds(30));

        Assert.Equal(_tree, found);
    }

    [Fact]
    public async Task Missing_actor_is_reported()
    {
        await Assert.ThrowsAsync<ActorNotFoundException>(() => Sys.ActorSelection("/user/nobody").ResolveOne(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void Identify_is_answered_with_the_reference_or_with_none()
    {
        _tree.Tell(new Identify("direct"));
        var direct = ExpectMsg<ActorIdentity>();
        Assert.Equal("direct", direct.MessageId);
        Assert.Equal(_tree, direct.Subject);

        Sys.ActorSelection("/user/nobody").Tell(new Identify("missing"));
        var missing = ExpectMsg<ActorIdentity>();
        Assert.Equal("missing", missing.MessageId);
        Assert.Null(missing.Subject);
    }

    [Fact]
    public void Message_to_a_missing_actor_is_a_dead_letter()
    {
        EventFilter.DeadLetter<string>(message => message == "lost").ExpectOne(() => Sys.ActorSelection("/user/nobody").Tell("lost"));
    }

    [Fact]
    public async Task Question_can_be_put_to_a_selection()
    {
        Assert.Equal("/user/tree/a", await Sys.ActorSelection("/user/tree/a").Ask<string>("where", TimeSpan.FromSeconds(30)));
    }

    private sealed class Node : ReceiveActor
    {
        public Node(int depth)
        {
            if (depth > 0)
            {
                Context.ActorOf(Props.Create(() => new Node(depth - 1)), "a");
                Context.ActorOf(Props.Create(() => new Node(depth - 1)), "b");
            }

            Receive<string>(s => s == "where", _ => Sender.Tell(Self.Path.ToStringWithoutAddress()));
            Receive<string>(s => Context.ActorSelection(s["tell ".Length..]).Tell("where", Sender));
        }
    }
}
