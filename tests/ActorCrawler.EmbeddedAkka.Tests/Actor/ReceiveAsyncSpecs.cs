using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace ActorCrawler.EmbeddedAkka.Tests.Actor;

public sealed class ReceiveAsyncSpecs : TestKit
{
    [Fact]
    public void Asynchronous_handler_holds_other_messages_back_until_it_ends()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var actor = Sys.ActorOf(Props.Create(() => new Waiting(gate.Task)));

        actor.Tell("wait");
        actor.Tell("ping");
        ExpectMsg("before");
        ExpectNoMsg(TimeSpan.FromMilliseconds(100));
        gate.SetResult();

        ExpectMsg("after wait");
        ExpectMsg("pong");
    }

    [Fact]
    public void Sender_and_context_are_there_after_an_await()
    {
        var other = CreateTestProbe();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var actor = Sys.ActorOf(Props.Create(() => new Waiting(gate.Task)), "awaiting");

        other.Send(actor, "context");
        gate.SetResult();

        Assert.Equal("awaiting", other.ExpectMsg<string>());
        Assert.Equal(actor, other.LastSender);
    }

    [Fact]
    public void Handler_that_completes_at_once_keeps_the_order()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Waiting(Task.CompletedTask)));

        for (var i = 0; i < 5; i++)
        {
            actor.Tell("wait");
            actor.Tell("ping");
        }

        for (var i = 0; i < 5; i++)
        {
            ExpectMsg("before");
            ExpectMsg("after wait");
            ExpectMsg("pong");
        }
    }

    [Theory]
    [InlineData("fail-before")]
    [InlineData("fail-after")]
    public void Failure_of_an_asynchronous_handler_is_the_actors(string message)
    {
        var actor = Sys.ActorOf(Props.Create(() => new FailingAsync(TestActor)));

        actor.Tell("count");
        ExpectMsg(1);
        actor.Tell(message);
        actor.Tell("count");

        ExpectMsg("PreRestart " + message + ": " + message);
        ExpectMsg(1, hint: "the state is new");
    }

    [Fact]
    public void Cancelled_handler_is_a_failure()
    {
        var actor = Sys.ActorOf(Props.Create(() => new FailingAsync(TestActor)));

        actor.Tell("cancel");

        ExpectMsg<string>(text => text.StartsWith("PreRestart cancel:", StringComparison.Ordinal));
    }

    [Fact]
    public void Stop_takes_effect_while_an_asynchronous_handler_waits()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var actor = Sys.ActorOf(Props.Create(() => new Waiting(gate.Task)));
        Watch(actor);
        actor.Tell("wait");
        ExpectMsg("before");

        Sys.Stop(actor);

        ExpectTerminated(actor);
        gate.SetResult();
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void Child_failure_waits_for_the_supervisors_asynchronous_handler()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var parent = Sys.ActorOf(Props.Create(() => new WaitingParent(gate.Task, TestActor)));

        parent.Tell("go");
        ExpectMsg("waiting");
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        gate.SetResult();

        ExpectMsg("done go");
        ExpectMsg("child restarted");
    }

    private sealed class Waiting : ReceiveActor
    {
        public Waiting(Task gate)
        {
            ReceiveAsync<string>(s => s == "wait", async s =>
            {
                Sender.Tell("before");
                await gate;
                Sender.Tell("after " + s);
            });
            ReceiveAsync<string>(s => s == "context", async _ =>
            {
                await gate;
                Sender.Tell(Context.Self.Path.Name);
            });
            Receive<string>(_ => Sender.Tell("pong"));
        }
    }

    private sealed class FailingAsync : ReceiveActor
    {
        private readonly IActorRef _report;
        private int _count;

        public FailingAsync(IActorRef report)
        {
            _report = report;
            Receive<string>(s => s == "count", _ => Sender.Tell(++_count));
            ReceiveAsync<string>(s => s == "fail-before", s => throw new InvalidOperationException(s));
            ReceiveAsync<string>(s => s == "fail-after", async s =>
            {
                await Task.Yield();
                throw new InvalidOperationException(s);
            });
            ReceiveAsync<string>(_ => Task.FromCanceled(new CancellationToken(true)));
        }

        protected override void PreRestart(Exception reason, object message)
        {
            _report.Tell($"PreRestart {message}: {reason.Message}");
            base.PreRestart(reason, message);
        }
    }

    private sealed class WaitingParent : ReceiveActor
    {
        public WaitingParent(Task gate, IActorRef report)
        {
            var child = Context.ActorOf(Props.Create(() => new FailingChild(report)));
            ReceiveAsync<string>(async s =>
            {
                child.Tell("fail");
                report.Tell("waiting");
                await gate;
                report.Tell("done " + s);
            });
        }
    }

    private sealed class FailingChild(IActorRef report) : UntypedActor
    {
        protected override void OnReceive(object message) => throw new InvalidOperationException("failed");

        protected override void PostRestart(Exception reason) => report.Tell("child restarted");
    }
}
