using Akka.Event;
using Akka.TestKit.Xunit2;

namespace ActorCrawler.EmbeddedAkka.Tests.Event;

public sealed class EventStreamSpecs : TestKit
{
    private interface IMarked;

    [Fact]
    public void Subscriber_gets_events_of_its_class_and_of_derived_ones()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Animal));

        Sys.EventStream.Publish(new Animal());
        Sys.EventStream.Publish(new Dog());
        Sys.EventStream.Publish("no animal");

        Assert.IsType<Animal>(ExpectMsg<Animal>());
        ExpectMsg<Dog>();
        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
    }

    [Fact]
    public void Subscriber_may_ask_for_an_interface()
    {
        Sys.EventStream.Subscribe<IMarked>(TestActor);

        Sys.EventStream.Publish(new Animal());
        Sys.EventStream.Publish(new Dog());

        ExpectMsg<Dog>();
    }

    [Fact]
    public void Event_comes_once_however_many_subscriptions_match()
    {
        Assert.True(Sys.EventStream.Subscribe(TestActor, typeof(Animal)));
        Assert.False(Sys.EventStream.Subscribe(TestActor, typeof(Animal)));
        Sys.EventStream.Subscribe(TestActor, typeof(IMarked));

        Sys.EventStream.Publish(new Dog());

        ExpectMsg<Dog>();
        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
    }

    [Fact]
    public void Subscription_can_be_ended_for_one_class_and_for_all()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Animal));
        Sys.EventStream.Subscribe(TestActor, typeof(string));

        Assert.True(Sys.EventStream.Unsubscribe(TestActor, typeof(Animal)));
        Sys.EventStream.Publish(new Dog());
        Sys.EventStream.Publish("still here");
        ExpectMsg("still here");

        Assert.True(Sys.EventStream.Unsubscribe(TestActor));
        Sys.EventStream.Publish("gone");
        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
    }

    [Fact]
    public void Later_subscription_is_seen_by_classes_that_were_published_before()
    {
        Sys.EventStream.Publish(new Dog());
        Sys.EventStream.Subscribe(TestActor, typeof(Animal));

        Sys.EventStream.Publish(new Dog());

        ExpectMsg<Dog>();
    }

    private class Animal;

    private sealed class Dog : Animal, IMarked;
}
