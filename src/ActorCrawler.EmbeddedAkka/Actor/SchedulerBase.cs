using Akka.Configuration;
using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// A scheduler's queue: entries by due time, those of the same time in the order in which they came, run one after the other.
/// Who derives from it brings the clock.
/// </summary>
public abstract class SchedulerBase : IScheduler, IAdvancedScheduler
{
    private readonly Lock _lock = new();
    private readonly SortedSet<ScheduledEntry> _entries = [];
    private readonly ILoggingAdapter _log;
    private long _sequence;

    // The configuration is a parameter because Akka.NET's schedulers take it, and are made by reflection.
    private protected SchedulerBase(Config scheduler, ILoggingAdapter log)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        _log = log;
    }

    public IAdvancedScheduler Advanced => this;

    public abstract DateTimeOffset Now { get; }

    public abstract TimeSpan MonotonicClock { get; }

    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender) =>
        ScheduleTellOnce(delay, receiver, message, sender, null);

    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Add(delay, null, receiver, message, sender, cancelable);

    public void ScheduleTellRepeatedly(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender) =>
        ScheduleTellRepeatedly(initialDelay, interval, receiver, message, sender, null);

    public void ScheduleTellRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Add(initialDelay, interval, receiver, message, sender, cancelable);

    public void ScheduleOnce(TimeSpan delay, Action action) => ScheduleOnce(delay, action, null);

    public void ScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable) => Add(delay, null, null, action, null, cancelable);

    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action) =>
        ScheduleRepeatedly(initialDelay, interval, action, null);

    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable) =>
        Add(initialDelay, interval, null, action, null, cancelable);

    /// <summary>Runs what is due at <paramref name="now"/>; gives the time of the next entry, null when there is none.</summary>
    internal TimeSpan? RunDue(TimeSpan now)
    {
        while (true)
        {
            ScheduledEntry entry;
            lock (_lock)
            {
                if (_entries.Min is not { } first) return null;
                if (first.Due > now) return first.Due;
                entry = first;
                _entries.Remove(entry);
                if (entry.Interval is { } interval) _entries.Add(entry.At(now + interval, _sequence++));
            }

            try
            {
                entry.Run();
            }
            catch (Exception e)
            {
                _log.Error(e, "A scheduled action failed: {0}", e.Message);
            }
        }
    }

    internal virtual void Stop()
    {
        lock (_lock) _entries.Clear();
    }

    /// <summary>An entry came that is due before all others.</summary>
    private protected virtual void EarliestIsNow(TimeSpan due)
    {
    }

    private void Add(TimeSpan delay, TimeSpan? interval, ICanTell? receiver, object payload, IActorRef? sender, ICancelable? cancelable)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        if (interval is { } given) ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(given, TimeSpan.Zero, nameof(interval));
        if (cancelable is { IsCancellationRequested: true }) return;
        var entry = new ScheduledEntry(interval, receiver, payload, sender);
        bool isFirst;
        lock (_lock)
        {
            _entries.Add(entry.At(MonotonicClock + delay, _sequence++));
            isFirst = _entries.Min == entry;
        }

        entry.Registration = cancelable?.Token.UnsafeRegister(_ => Remove(entry), null);
        if (isFirst) EarliestIsNow(entry.Due);
    }

    private void Remove(ScheduledEntry entry)
    {
        lock (_lock)
        {
            entry.IsCanceled = true;
            _entries.Remove(entry);
        }
    }
}
