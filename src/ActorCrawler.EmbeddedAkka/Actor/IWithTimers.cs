namespace Akka.Actor;

/// <summary>An actor with timers; the property is set before its constructor runs.</summary>
public interface IWithTimers
{
    ITimerScheduler Timers { get; set; }
}
