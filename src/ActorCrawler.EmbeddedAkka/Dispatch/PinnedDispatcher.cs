using System.Collections.Concurrent;

namespace Akka.Dispatch;

/// <summary>One thread for one actor, for work that blocks; <c>type = PinnedDispatcher</c>. The thread ends with the actor.</summary>
internal sealed class PinnedDispatcher : MessageDispatcher
{
    private readonly BlockingCollection<Mailbox> _runs = [];

    internal PinnedDispatcher(string id, int throughput, TimeSpan throughputDeadline)
        : base(id, throughput, throughputDeadline)
    {
        new Thread(Run) { Name = id, IsBackground = true }.Start();
    }

    internal override void Execute(Mailbox mailbox)
    {
        try
        {
            _runs.Add(mailbox);
        }
        catch (InvalidOperationException)
        {
            // The actor ended between the decision to run it and now: its mailbox is closed and has nothing left to do.
        }
    }

    internal override void Detach() => _runs.CompleteAdding();

    private void Run()
    {
        foreach (var mailbox in _runs.GetConsumingEnumerable()) mailbox.Execute();
        _runs.Dispose();
    }
}
