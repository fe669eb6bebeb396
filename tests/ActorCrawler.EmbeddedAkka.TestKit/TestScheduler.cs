using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace Akka.TestKit;

/// <summary>
/// A scheduler whose time stands still until a test advances it: <c>akka.scheduler.implementation</c> is this class's name. What is
/// due then has been told when <see cref="Advance"/> returns; a repeated message is due once however far time advances.
/// </summary>
public sealed class TestScheduler(Config schedulerConfig, ILoggingAdapter log) : SchedulerBase(schedulerConfig, log)
{
    private readonly DateTimeOffset _start = TimeProvider.System.GetUtcNow();
    private TimeSpan _elapsed;

    public override DateTimeOffset Now => _start + _elapsed;

    public override TimeSpan MonotonicClock => _elapsed;

    public void Advance(TimeSpan offset)
    {
        _elapsed += offset;
        RunDue(_elapsed);
    }

    /// <exception cref="InvalidOperationException"><paramref name="when"/> is in the past.</exception>
    public void AdvanceTo(DateTimeOffset when)
    {
        if (when < Now) throw new InvalidOperationException("You can't reverse time...");
        Advance(when - Now);
    }
}
