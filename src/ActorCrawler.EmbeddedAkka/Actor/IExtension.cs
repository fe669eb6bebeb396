namespace Akka.Actor;

/// <summary>Something of which a system has one, made at first use.</summary>
public interface IExtension;
