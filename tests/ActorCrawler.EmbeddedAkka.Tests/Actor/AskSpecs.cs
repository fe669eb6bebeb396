using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace ActorCrawler.EmbeddedAkka.Tests.Actor;

public sealed class AskSpecs : TestKit
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task Answer_is_the_result()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Answering()));

        Assert.Equal(4, await actor.Ask<int>(2));
        Assert.Equal(4, await actor.Ask<int>(2, TimeSpan.FromSeconds(30)));
        Assert.Equal(4, await actor.Ask(2, TimeSpan.FromSeconds(30)));
        Assert.Equal(4, await actor.Ask<int>(2, CancellationToken.None));
    }

    [Fact]
    public async Task Silence_is_a_timeout()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Answering()));

        await Assert.ThrowsAsync<AskTimeoutException>(() => actor.Ask<int>("nothing", Short));
    }

    [Fact]
    public async Task Cancellation_ends_the_waiting()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Answering()));
        using var cancellation = new CancellationTokenSource();

        var asked = actor.Ask<int>("nothing", cancellation.Token);
        Assert.False(asked.IsCompleted);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
    }

    [Fact]
    public async Task Answer_of_another_type_is_a_failure()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Answering()));

        var failure = await Assert.ThrowsAsync<ArgumentException>(() => actor.Ask<string>(2, TimeSpan.FromSeconds(30)));

        Assert.Contains("System.Int32", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_failure_fails_the_task_with_its_cause()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Answering()));

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => actor.Ask<int>("fail", TimeSpan.FromSeconds(30)));

        Assert.Equal("refused", failure.Message);
    }

    [Fact]
    public async Task Status_failure_that_was_asked_for_is_an_answer()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Answering()));

        var answer = await actor.Ask<Status.Failure>("fail", TimeSpan.FromSeconds(30));

        Assert.Equal("refused", answer.Cause.Message);
    }

    [Fact]
    public async Task Late_answer_is_a_dead_letter()
    {
        var asked = CreateTestProbe();
        await Assert.ThrowsAsync<AskTimeoutException>(() => asked.Ref.Ask<int>("question", Short));
        await asked.ExpectMsgAsync("question");

        EventFilter.DeadLetter<int>().ExpectOne(() => asked.Reply(42));
    }

    [Fact]
    public async Task Only_the_first_answer_counts()
    {
        var asked = CreateTestProbe();
        var task = asked.Ref.Ask<int>("question", TimeSpan.FromSeconds(30));
        await asked.ExpectMsgAsync("question");

        asked.Reply(1);
        Assert.Equal(1, await task);
        EventFilter.DeadLetter<int>().ExpectOne(() => asked.Reply(2));
    }

    [Fact]
    public async Task Question_can_be_passed_on_and_is_answered_by_another()
    {
        var worker = Sys.ActorOf(Props.Create(() => new Answering()));
        var front = Sys.ActorOf(Props.Create(() => new Forwarding(worker)));

        Assert.Equal(10, await front.Ask<int>(5, TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Asking_a_dead_actor_times_out()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Answering()));
        await actor.GracefulStop(TimeSpan.FromSeconds(30));

        await Assert.ThrowsAsync<AskTimeoutException>(() => actor.Ask<int>(1, Short));
    }

    [Fact]
    public void Asking_nobody_is_refused()
    {
        Assert.ThrowsAny<Exception>(() => { _ = ActorRefs.Nobody.Ask<int>(1, Short); });
    }

    [Fact]
    public async Task Many_questions_at_once_get_their_own_answers()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Answering()));

        var answers = await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => actor.Ask<int>(i, TimeSpan.FromSeconds(10))));

        Assert.Equal(Enumerable.Range(0, 1000).Select(i => 2 * i), answers);
    }

    [Fact]
    public async Task Time_limit_of_the_configuration_holds_where_none_is_given()
    {
        var system = ActorSystem.Create("asking", "akka { loglevel = OFF, stdout-loglevel = OFF, actor.ask-timeout = 50ms }");
        var actor = system.ActorOf(Props.Create(() => new Answering()));

        await Assert.ThrowsAsync<AskTimeoutException>(() => actor.Ask<int>("nothing"));
        await system.Terminate();
    }

    [Fact]
    public void Message_without_a_sender_is_answered_into_the_dead_letters()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Answering()));

        EventFilter.DeadLetter<int>(i => i == 6).ExpectOne(() => actor.Tell(3, ActorRefs.NoSender));
    }

    private sealed class Answering : ReceiveActor
    {
        public Answering()
        {
            Receive<int>(i => Sender.Tell(2 * i));
            Receive<string>(s => s == "fail", _ => Sender.Tell(new Status.Failure(new InvalidOperationException("refused"))));
            Receive<string>(_ => { });
        }
    }

    private sealed class Forwarding : ReceiveActor
    {
        public Forwarding(IActorRef worker) => ReceiveAny(worker.Forward);
    }
}
