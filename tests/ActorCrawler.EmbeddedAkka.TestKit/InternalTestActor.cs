using Akka.Actor;

namespace Akka.TestKit;

/// <summary>The actor behind a test or probe: keeps what it is told for the test to look at.</summary>
internal sealed class InternalTestActor(ProbeQueue queue) : UntypedActor
{
    private Func<object, bool> _ignore = static _ => false;
    private AutoPilot _pilot = NoAutoPilot.Instance;

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Command command:
                command.Run(Context);
                break;
            case SetIgnore ignore:
                _ignore = ignore.ShouldIgnore;
                break;
            case SetAutoPilot set:
                _pilot = set.Pilot;
                break;
            default:
                if (_pilot.Run(Sender, message) is var next and not KeepRunning) _pilot = next;
                if (!_ignore(message)) queue.Add(new Envelope(message, Sender));
                break;
        }
    }

    internal sealed record SetIgnore(Func<object, bool> ShouldIgnore);

    internal sealed record SetAutoPilot(AutoPilot Pilot);

    /// <summary>Something to be done inside the test actor; the one who asks waits for it.</summary>
    internal sealed class Command(Action<IActorContext> action)
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim _doneEvent = new();

        internal Task Done => _done.Task;

        internal void Wait(TimeSpan timeout)
        {
            if (!_doneEvent.Wait(timeout)) throw new TimeoutException("The test actor did not react.");
        }

        internal void Run(IActorContext context)
        {
            action(context);
            _done.TrySetResult();
            _doneEvent.Set();
        }
    }
}
