using Akka.Dispatch;

namespace Akka.TestKit;

/// <summary>Runs a mailbox on the thread that sends to it, so that a message told to a test actor is there when the call returns.</summary>
internal sealed class CallingThreadDispatcher() : MessageDispatcher(Id, int.MaxValue, TimeSpan.Zero)
{
    internal new const string Id = "akka.test.test-actor.dispatcher";

    internal override void Execute(Mailbox mailbox) => mailbox.Execute();
}
