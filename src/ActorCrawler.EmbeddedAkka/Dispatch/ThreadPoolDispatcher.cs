namespace Akka.Dispatch;

/// <summary>Runs mailboxes on the shared thread pool; <c>type = Dispatcher</c>.</summary>
internal sealed class ThreadPoolDispatcher(string id, int throughput, TimeSpan throughputDeadline)
    : MessageDispatcher(id, throughput, throughputDeadline)
{
    // The global queue, not the thread's own: that one is last in, first out, and would let two busy actors starve the others.
    internal override void Execute(Mailbox mailbox) => ThreadPool.UnsafeQueueUserWorkItem(mailbox, preferLocal: false);
}
