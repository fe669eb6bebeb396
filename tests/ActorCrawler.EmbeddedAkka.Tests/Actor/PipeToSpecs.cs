using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace ActorCrawler.EmbeddedAkka.Tests.Actor;

public sealed class PipeToSpecs : TestKit
{
    [Fact]
    public async Task Result_is_sent()
    {
        await Task.FromResult(42).PipeTo(TestActor);

        await ExpectMsgAsync(42);
    }

    [Fact]
    public async Task Result_is_sent_in_the_form_and_from_the_sender_that_are_asked_for()
    {
        var sender = CreateTestProbe();

        await Task.FromResult(42).PipeTo(TestActor, sender.Ref, success: i => "got " + i);

        await ExpectMsgAsync("got 42");
        Assert.Equal(sender.Ref, LastSender);
    }

    [Fact]
    public async Task Failure_is_sent_as_status_failure()
    {
        await Task.FromException<int>(new InvalidOperationException("broken")).PipeTo(TestActor);

        var failure = await ExpectMsgAsync<Status.Failure>();
        Assert.Equal("broken", Assert.IsType<InvalidOperationException>(failure.Cause).Message);
    }

    [Fact]
    public async Task Failure_is_sent_in_the_form_that_is_asked_for()
    {
        await Task.FromException<int>(new InvalidOperationException("broken")).PipeTo(TestActor, failure: e => e.Message);

        await ExpectMsgAsync("broken");
    }

    [Fact]
    public async Task Cancellation_is_a_failure()
    {
        await Task.FromCanceled<int>(new CancellationToken(true)).PipeTo(TestActor);

        var failure = await ExpectMsgAsync<Status.Failure>();
        Assert.IsAssignableFrom<OperationCanceledException>(failure.Cause);
    }

    [Fact]
    public async Task Task_without_a_result_sends_nothing_unless_asked_to()
    {
        await Task.CompletedTask.PipeTo(TestActor);
        await ExpectNoMsgAsync(TimeSpan.FromMilliseconds(50));

        await Task.CompletedTask.PipeTo(TestActor, success: () => "done");
        await ExpectMsgAsync("done");
    }

    [Fact]
    public async Task Failure_of_a_task_without_a_result_is_sent()
    {
        await Task.FromException(new InvalidOperationException("broken")).PipeTo(TestActor);

        await ExpectMsgAsync<Status.Failure>();
    }

    [Fact]
    public async Task Message_comes_when_the_task_ends_and_the_actor_handles_others_meanwhile()
    {
        var source = new TaskCompletionSource<int>();
        var actor = Sys.ActorOf(Props.Create(() => new Piping(source.Task)));

        actor.Tell("start");
        actor.Tell("ping");
        await ExpectMsgAsync("pong");
        source.SetResult(7);

        await ExpectMsgAsync("result 7");
    }

    private sealed class Piping : ReceiveActor
    {
        public Piping(Task<int> task)
        {
            Receive<string>(s => s == "start", _ => task.PipeTo(Self, Sender));
            Receive<string>(_ => Sender.Tell("pong"));
            Receive<int>(i => Sender.Tell("result " + i));
        }
    }
}
