using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace ActorCrawler.EmbeddedAkka.Tests.Actor;

public sealed class ActorPathSpecs : TestKit
{
    [Theory]
    [InlineData("akka://sys/user/a/b", "akka://sys/user/a/b")]
    [InlineData("akka://sys/user/a#123", "akka://sys/user/a")]
    [InlineData("akka.tcp://sys@127.0.0.1:2552/user/a#7", "akka.tcp://sys@127.0.0.1:2552/user/a")]
    [InlineData("akka.tcp://sys@host.example:1/user/a%20b", "akka.tcp://sys@host.example:1/user/a%20b")]
    public void Path_is_read_and_written(string text, string withoutUid)
    {
        var path = ActorPath.Parse(text);

        Assert.Equal(withoutUid, path.ToString());
        Assert.Equal(text, path.ToSerializationFormat());
    }

    [Theory]
    [InlineData("")]
    [InlineData("/user/a")]
    [InlineData("user")]
    [InlineData("http://sys/user/a")]
    public void Text_that_is_no_path_is_refused(string text)
    {
        Assert.False(ActorPath.TryParse(text, out _));
    }

    [Fact]
    public void Path_knows_its_parts()
    {
        var path = ActorPath.Parse("akka.tcp://sys@127.0.0.1:2552/user/a/b#42");

        Assert.Equal("b", path.Name);
        Assert.Equal(42, path.Uid);
        Assert.Equal(["user", "a", "b"], path.Elements);
        Assert.Equal("/user/a/b", path.ToStringWithoutAddress());
        Assert.Equal("akka.tcp://sys@127.0.0.1:2552/user/a", path.Parent.ToString());
        Assert.Equal(new Address("akka.tcp", "sys", "127.0.0.1", 2552), path.Address);
        Assert.Equal(path.Parent / "c", path.Parent.Child("c"));
    }

    [Fact]
    public void Equality_of_paths_leaves_the_uid_out()
    {
        Assert.Equal(ActorPath.Parse("akka://sys/user/a#1"), ActorPath.Parse("akka://sys/user/a#2"));
        Assert.NotEqual(ActorPath.Parse("akka://sys/user/a"), ActorPath.Parse("akka://other/user/a"));
        Assert.NotEqual(ActorPath.Parse("akka://sys/user/a"), ActorPath.Parse("akka://sys/user/b"));
    }

    [Fact]
    public void Local_path_is_written_with_an_address_for_others()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Fragile()), "shown");
        var address = new Address("akka.tcp", "test", "127.0.0.1", 9);

        Assert.Equal("akka://test/user/shown", actor.Path.ToString());
        Assert.Equal("akka.tcp://test@127.0.0.1:9/user/shown", actor.Path.ToStringWithAddress(address));
        Assert.Equal($"akka.tcp://test@127.0.0.1:9/user/shown#{actor.Path.Uid}", actor.Path.ToSerializationFormatWithAddress(address));
    }

    [Fact]
    public void Path_of_a_living_actor_is_resolved_to_it()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Fragile()), "resolved");
        var provider = ((ExtendedActorSystem)Sys).Provider;

        Assert.Equal(actor, provider.ResolveActorRef(actor.Path.ToSerializationFormat()));
        provider.ResolveActorRef(actor.Path.ToSerializationFormat()).Tell("count");
        ExpectMsg(1);
        EventFilter.DeadLetter<string>().ExpectOne(() => provider.ResolveActorRef("akka://test/user/missing#5").Tell("lost"));
    }

    [Theory]
    [InlineData("akka://sys", null, null)]
    [InlineData("akka.tcp://sys@localhost:2552", "localhost", 2552)]
    public void Address_is_read_and_written(string text, string? host, int? port)
    {
        var address = Address.Parse(text);

        Assert.Equal(text, address.ToString());
        Assert.Equal("sys", address.System);
        Assert.Equal(host, address.Host);
        Assert.Equal(port, address.Port);
        Assert.Equal(host is not null, address.HasGlobalScope);
        Assert.Equal(host is null, address.HasLocalScope);
        Assert.Equal(text.Split("://")[1], address.HostPort());
    }

    [Fact]
    public void References_are_equal_when_path_and_uid_are()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Fragile()));
        actor.Tell(new Identify(1));
        var same = ExpectMsg<ActorIdentity>().Subject;

        Assert.Equal(actor, same);
        Assert.Equal(actor.GetHashCode(), same!.GetHashCode());
        Assert.NotEqual(actor, TestActor);
    }
}
