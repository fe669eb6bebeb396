using Akka.Configuration;
using Akka.Event;

namespace Akka.Actor;

/// <summary>The scheduler of a running system: one timer, set for the entry that is due first.</summary>
internal sealed class TimerQueueScheduler : SchedulerBase
{
    private readonly ITimer _timer;
    private readonly long _start = TimeProvider.System.GetTimestamp();
    private int _running;

    public TimerQueueScheduler(Config scheduler, ILoggingAdapter log)
        : base(scheduler, log)
    {
        using (ExecutionContext.SuppressFlow())
            _timer = TimeProvider.System.CreateTimer(_ => Tick(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public override DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public override TimeSpan MonotonicClock => TimeProvider.System.GetElapsedTime(_start);

    internal override void Stop()
    {
        base.Stop();
        _timer.Dispose();
    }

    private protected override void EarliestIsNow(TimeSpan due) => Wake(due);

    private void Tick()
    {
        // Entries run one at a time. A tick that finds another one at work leaves its due entries to that one, which looks again below.
        if (Interlocked.Exchange(ref _running, 1) != 0) return;
        var next = RunDue(MonotonicClock);
        Volatile.Write(ref _running, 0);
        if (next is { } due) Wake(due);
    }

    // Rounded up to whole milliseconds, the timer's resolution: an early tick would only have to be repeated.
    private void Wake(TimeSpan due)
    {
        var wait = Math.Ceiling((due - MonotonicClock).TotalMilliseconds);
        _timer.Change(TimeSpan.FromMilliseconds(Math.Clamp(wait, 0, int.MaxValue)), Timeout.InfiniteTimeSpan);
    }
}
