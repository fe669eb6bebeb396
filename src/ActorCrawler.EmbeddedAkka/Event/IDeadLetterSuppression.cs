namespace Akka.Event;

/// <summary>Marks messages whose loss is expected, such as ticks: they are no dead letters worth logging.</summary>
public interface IDeadLetterSuppression;
