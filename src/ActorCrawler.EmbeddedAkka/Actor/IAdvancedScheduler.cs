namespace Akka.Actor;

/// <summary>The part of a scheduler that actors have no need of.</summary>
public interface IAdvancedScheduler : IActionScheduler;
