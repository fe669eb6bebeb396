namespace Akka.Actor;

/// <summary>An actor with a stash that is not bounded by its mailbox.</summary>
public interface IWithUnboundedStash : IWithStash;
