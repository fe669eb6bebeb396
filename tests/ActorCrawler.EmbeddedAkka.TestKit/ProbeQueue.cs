using Akka.Actor;

namespace Akka.TestKit;

/// <summary>What a test actor has received and the test has not looked at yet. Can be waited on with and without blocking.</summary>
internal sealed class ProbeQueue
{
    private readonly Queue<Envelope> _messages = new();
    private readonly SemaphoreSlim _count = new(0);

    internal bool IsEmpty => _count.CurrentCount == 0;

    internal void Add(Envelope envelope)
    {
        lock (_messages) _messages.Enqueue(envelope);
        _count.Release();
    }

    internal Envelope? Take(TimeSpan timeout, CancellationToken cancellationToken) => _count.Wait(timeout, cancellationToken) ? Dequeue() : null;

    internal async ValueTask<Envelope?> TakeAsync(TimeSpan timeout, CancellationToken cancellationToken) =>
        await _count.WaitAsync(timeout, cancellationToken) ? Dequeue() : null;

    private Envelope Dequeue()
    {
        lock (_messages) return _messages.Dequeue();
    }
}
