namespace Akka.Actor;

/// <summary>The scheduler of a system: <c>ActorSystem.Scheduler</c>.</summary>
public interface IScheduler : ITellScheduler, ITimeProvider
{
    IAdvancedScheduler Advanced { get; }
}
