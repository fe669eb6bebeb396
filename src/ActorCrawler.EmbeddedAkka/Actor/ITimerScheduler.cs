namespace Akka.Actor;

/// <summary>An actor's own timers, by key. They end with the instance: a restart cancels them, and no tick of the old ones arrives.</summary>
public interface ITimerScheduler
{
    /// <summary>The keys of the running timers.</summary>
    IReadOnlyCollection<object> ActiveTimers { get; }

    /// <summary>Starts, or replaces, a timer that sends to the actor itself every <paramref name="interval"/>.</summary>
    void StartPeriodicTimer(object key, object msg, TimeSpan interval);

    void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval);

    /// <summary>Starts, or replaces, a timer that sends once. A tick of the replaced one that is in the mailbox is dropped.</summary>
    void StartSingleTimer(object key, object msg, TimeSpan timeout);

    bool IsTimerActive(object key);

    void Cancel(object key);

    void CancelAll();
}
