namespace Akka.Dispatch;

/// <summary>One thread for one actor, for work that blocks; <c>type = PinnedDispatcher</c>. The thread ends with the actor.</summary>
/// <remarks>It waits without spinning first: what it runs waits for disks, and others need the core.</remarks>
internal sealed class PinnedDispatcher : MessageDispatcher
{
    private readonly Queue<Mailbox> _runs = new();
    private bool _hasEnded;

    internal PinnedDispatcher(string id, int throughput, TimeSpan throughputDeadline)
        : base(id, throughput, throughputDeadline)
    {
        new Thread(Run) { Name = id, IsBackground = true }.Start();
    }

    internal override void Execute(Mailbox mailbox)
    {
        lock (_runs)
        {
            // When the actor ended between the decision to run it and now, its mailbox is closed and has nothing left to do.
            if (_hasEnded) return;
            _runs.Enqueue(mailbox);
            Monitor.Pulse(_runs);
        }
    }

    internal override void Detach()
    {
        lock (_runs)
        {
            _hasEnded = true;
            Monitor.Pulse(_runs);
        }
    }

    private void Run()
    {
        while (Next() is { } mailbox) mailbox.Execute();
    }

    /// <returns>Null when the actor has ended.</returns>
    private Mailbox? Next()
    {
        lock (_runs)
        {
            while (_runs.Count == 0 && !_hasEnded) Monitor.Wait(_runs);
            return _runs.TryDequeue(out var mailbox) ? mailbox : null;
        }
    }
}
