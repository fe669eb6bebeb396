using Akka.Actor;

namespace Akka.Event;

/// <summary>Logs unhandled messages for those who debug; <c>akka.actor.debug.unhandled = on</c>.</summary>
internal sealed class UnhandledMessageLogger : UntypedActor
{
    protected override void OnReceive(object message)
    {
        if (message is not UnhandledMessage unhandled) return;
        var source = unhandled.Recipient.Path.ToString();
        var text = $"Unhandled message from {unhandled.Sender.Path} : {unhandled.Message}";
        Context.System.EventStream.Publish(new Debug(source, unhandled.Recipient.GetType(), text));
    }
}
