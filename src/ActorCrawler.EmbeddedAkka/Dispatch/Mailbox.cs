using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Dispatch.SysMsg;

namespace Akka.Dispatch;

/// <summary>
/// Two queues before one actor: system messages, which overtake, and all others, first in first out per sender. At most one thread
/// runs a mailbox at a time. Posting allocates nothing once the queue has grown to its working size.
/// </summary>
internal sealed class Mailbox(ActorCell cell, MessageDispatcher dispatcher, MailboxSettings settings) : IThreadPoolWorkItem
{
    // _status: bit 0 closed, bit 1 scheduled or running, the rest counts suspensions.
    private const int Closed = 1;
    private const int Scheduled = 2;
    private const int SuspendUnit = 4;

    private static readonly SystemMessage ClosedMark = new Create();

    private readonly ConcurrentQueue<Envelope> _queue = new();
    private readonly SemaphoreSlim? _room = settings.Capacity > 0 ? new SemaphoreSlim(settings.Capacity) : null;

    // What was put back to be handled first (unstashed); only the actor's own thread touches it.
    private Stack<Envelope>? _front;
    private SystemMessage? _system;
    private int _status;

    internal bool IsClosed => (Volatile.Read(ref _status) & Closed) != 0;

    internal bool IsSuspended => Volatile.Read(ref _status) >= SuspendUnit;

    /// <summary>Messages that wait, and the one that is being handled. A snapshot.</summary>
    internal int Load => _queue.Count + ((Volatile.Read(ref _status) & Scheduled) / Scheduled);

    private bool HasSystemMessages => Volatile.Read(ref _system) is { } head && head != ClosedMark;

    /// <summary>Takes a message. A full bounded mailbox makes the caller wait for at most the push time-out; then it is a dead letter.</summary>
    internal void Post(in Envelope envelope)
    {
        if (_room is not null && !_room.Wait(settings.PushTimeout))
        {
            cell.Provider.PublishDeadLetter(envelope.Message, envelope.Sender, cell.Self);
            return;
        }

        _queue.Enqueue(envelope);
        var status = Volatile.Read(ref _status);
        if (status == 0) Schedule();
        else if ((status & Closed) != 0) DrainToDeadLetters();
    }

    internal void PostSystem(SystemMessage message)
    {
        SystemMessage? head;
        do
        {
            head = Volatile.Read(ref _system);
            if (head == ClosedMark)
            {
                message.Next = null;
                AnswerForTheDead(message);
                return;
            }

            message.Next = head;
        }
        while (Interlocked.CompareExchange(ref _system, message, head) != head);
        Schedule();
    }

    /// <summary>Puts a message before all others. To be called by the actor itself.</summary>
    internal void Prepend(in Envelope envelope) => (_front ??= new Stack<Envelope>()).Push(envelope);

    /// <summary>Holds ordinary messages back until <see cref="Resume"/> has been called as often.</summary>
    internal void Suspend()
    {
        if (!IsClosed) Interlocked.Add(ref _status, SuspendUnit);
    }

    internal void Resume()
    {
        int status;
        do
        {
            status = Volatile.Read(ref _status);
            if ((status & Closed) != 0 || status < SuspendUnit) return;
        }
        while (Interlocked.CompareExchange(ref _status, status - SuspendUnit, status) != status);
        if (status - SuspendUnit < SuspendUnit && HasWork()) Schedule();
    }

    /// <summary>Ends the mailbox: what waits and what still comes goes to the dead letters. To be called by the actor itself.</summary>
    internal void Close()
    {
        Interlocked.Exchange(ref _status, Closed);
        AnswerForTheDead(InOrder(Interlocked.Exchange(ref _system, ClosedMark)));
        while (_front is not null && _front.TryPop(out var envelope)) cell.Provider.PublishDeadLetter(envelope.Message, envelope.Sender, cell.Self);
        DrainToDeadLetters();
    }

    public void Execute()
    {
        if (IsClosed) return;
        var previous = ActorCell.Current;
        ActorCell.Current = cell;
        try
        {
            ProcessSystemMessages();
            ProcessMessages();
        }
        finally
        {
            ActorCell.Current = previous;
            Interlocked.And(ref _status, ~Scheduled);
            if (HasWork()) Schedule();
        }
    }

    private bool HasWork() =>
        HasSystemMessages || ((Volatile.Read(ref _status) & ~Scheduled) == 0 && (_front is { Count: > 0 } || !_queue.IsEmpty));

    private void Schedule()
    {
        int status;
        do
        {
            status = Volatile.Read(ref _status);
            if ((status & (Closed | Scheduled)) != 0) return;
        }
        while (Interlocked.CompareExchange(ref _status, status | Scheduled, status) != status);
        dispatcher.Execute(this);
    }

    private void ProcessMessages()
    {
        var deadline = dispatcher.ThroughputDeadline is { } slice ? TimeProvider.System.GetTimestamp() + slice : long.MaxValue;
        for (var left = dispatcher.Throughput; left > 0 && (Volatile.Read(ref _status) & ~Scheduled) == 0 && TryTake(out var envelope); left--)
        {
            cell.Invoke(envelope);
            if (HasSystemMessages) ProcessSystemMessages();
            if (deadline != long.MaxValue && TimeProvider.System.GetTimestamp() >= deadline) return;
        }
    }

    private bool TryTake(out Envelope envelope)
    {
        if (_front is not null && _front.TryPop(out envelope)) return true;
        if (!_queue.TryDequeue(out envelope)) return false;
        _room?.Release();
        return true;
    }

    private void ProcessSystemMessages()
    {
        while (!IsClosed && HasSystemMessages)
        {
            for (var message = InOrder(Interlocked.Exchange(ref _system, null)); message is not null;)
            {
                var next = message.Next;
                message.Next = null;
                if (IsClosed) AnswerForTheDead(message);
                else cell.InvokeSystem(message);
                message = next;
            }
        }
    }

    private void DrainToDeadLetters()
    {
        while (_queue.TryDequeue(out var envelope))
        {
            _room?.Release();
            cell.Provider.PublishDeadLetter(envelope.Message, envelope.Sender, cell.Self);
        }
    }

    // Who watches a dead actor is told so; the other system messages have lost their meaning.
    private void AnswerForTheDead(SystemMessage? message)
    {
        for (; message is not null; message = message.Next)
        {
            if (message is Watch watch && !watch.Watcher.Equals(cell.Self))
                watch.Watcher.SendSystemMessage(new DeathWatchNotification(watch.Watchee, existenceConfirmed: false, addressTerminated: false));
        }
    }

    private static SystemMessage? InOrder(SystemMessage? newestFirst)
    {
        SystemMessage? ordered = null;
        while (newestFirst is not null) (newestFirst.Next, ordered, newestFirst) = (ordered, newestFirst, newestFirst.Next);
        return ordered;
    }
}
