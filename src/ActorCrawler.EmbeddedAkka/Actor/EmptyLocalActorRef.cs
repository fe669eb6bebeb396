using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// The reference of a place where there is no actor (any more). Everything told to it becomes a dead letter; those who ask whether
/// somebody is there, or watch, are answered.
/// </summary>
internal class EmptyLocalActorRef(ActorPath path, LocalActorRefProvider provider) : InternalActorRef
{
    public override ActorPath Path { get; } = path;

    public override LocalActorRefProvider Provider { get; } = provider;

    public override bool IsTerminated => true;

    public override void Tell(object message, IActorRef? sender)
    {
        var letter = NotNull(message) as DeadLetter;
        if (letter is null) Provider.PublishDeadLetter(message, sender, this);
        else Provider.PublishDeadLetter(letter.Message, letter.Sender, InternalActorRef.From(letter.Recipient));
    }

    public override void SendSystemMessage(SystemMessage message)
    {
        if (message is Watch watch && !watch.Watcher.Equals(this))
            watch.Watcher.SendSystemMessage(new DeathWatchNotification(watch.Watchee, existenceConfirmed: false, addressTerminated: false));
    }
}
