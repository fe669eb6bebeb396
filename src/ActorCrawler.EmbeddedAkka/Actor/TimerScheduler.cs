namespace Akka.Actor;

internal sealed class TimerScheduler(ActorCell cell, ActorBase owner) : ITimerScheduler
{
    private readonly Dictionary<object, Timer> _timers = [];

    private ActorBase Owner => owner;

    public IReadOnlyCollection<object> ActiveTimers => _timers.Keys;

    public void StartPeriodicTimer(object key, object msg, TimeSpan interval) => StartPeriodicTimer(key, msg, interval, interval);

    public void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval)
    {
        Cancel(key);
        var tick = new Tick(this, key, msg, isLast: false);
        _timers[key] = new Timer(
            tick, cell.System.Scheduler.ScheduleTellRepeatedlyCancelable(initialDelay, interval, cell.Self, tick, ActorRefs.NoSender));
    }

    public void StartSingleTimer(object key, object msg, TimeSpan timeout)
    {
        Cancel(key);
        var tick = new Tick(this, key, msg, isLast: true);
        _timers[key] = new Timer(tick, cell.System.Scheduler.ScheduleTellOnceCancelable(timeout, cell.Self, tick, ActorRefs.NoSender));
    }

    public bool IsTimerActive(object key) => _timers.ContainsKey(key);

    public void Cancel(object key)
    {
        if (_timers.Remove(key, out var timer)) timer.Task.Cancel();
    }

    public void CancelAll()
    {
        foreach (var timer in _timers.Values) timer.Task.Cancel();
        _timers.Clear();
    }

    private readonly record struct Timer(Tick Tick, ICancelable Task);

    /// <summary>What a timer sends. It shows its message only while its timer still runs, in the instance that started it.</summary>
    internal sealed class Tick(TimerScheduler timers, object key, object message, bool isLast) : Event.IDeadLetterSuppression
    {
        internal object Message { get; } = message;

        internal bool IsDue(ActorBase? actor)
        {
            if (!ReferenceEquals(timers.Owner, actor) || !timers._timers.TryGetValue(key, out var timer) || timer.Tick != this) return false;
            if (isLast) timers._timers.Remove(key);
            return true;
        }
    }
}
