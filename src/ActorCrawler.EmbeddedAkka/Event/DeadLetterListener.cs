using Akka.Actor;

namespace Akka.Event;

/// <summary>Logs the first dead letters and unhandled messages, then is quiet for a while, so that a flood of them is no flood of lines.</summary>
internal sealed class DeadLetterListener : UntypedActor
{
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Settings _settings = Context.System.Settings;
    private int _count;
    private TimeSpan _quietUntil;

    protected override void OnReceive(object message)
    {
        if (message is not AllDeadLetters letter || Context.System.Scheduler.MonotonicClock < _quietUntil) return;
        var ending = "";
        if (++_count >= _settings.LogDeadLetters)
        {
            _count = 0;
            _quietUntil = Context.System.Scheduler.MonotonicClock + _settings.LogDeadLettersSuspendDuration;
            ending = $", no more dead letters will be logged in next [{_settings.LogDeadLettersSuspendDuration}]";
        }

        _log.Info(
            "Message [{0}] from {1} to {2} was {3}{4}.",
            letter.Message.GetType().Name,
            letter.Sender.Path,
            letter.Recipient.Path,
            letter is UnhandledMessage ? "unhandled" : "not delivered: dead letter",
            ending);
    }
}
