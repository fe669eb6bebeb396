namespace Akka.Actor;

/// <summary>Death watch: learning that another actor has ended.</summary>
public interface ICanWatch
{
    /// <summary>Asks for one <see cref="Terminated"/> when <paramref name="subject"/> ends, at once when it has ended already.</summary>
    IActorRef Watch(IActorRef subject);

    /// <summary>As <see cref="Watch"/>, with a message of one's own instead. A subject that is watched already keeps what was asked first.</summary>
    IActorRef WatchWith(IActorRef subject, object message);

    /// <summary>Ends the watch, also when the message stands in the mailbox already.</summary>
    IActorRef Unwatch(IActorRef subject);
}
