namespace Akka.Actor;

internal sealed class ActorStash(ActorCell cell) : IStash
{
    private readonly Queue<Envelope> _stashed = new();
    private long _lastStashed = -1;

    public int Count => _stashed.Count;

    public bool IsEmpty => Count == 0;

    public bool NonEmpty => Count > 0;

    public bool IsFull => Capacity > 0 && Count >= Capacity;

    public int Capacity { get; } = cell.Props.StashCapacity ?? cell.MailboxSettings.StashCapacity;

    public void Stash()
    {
        var envelope = cell.CurrentEnvelope;
        if (_lastStashed == cell.MessageNumber)
            throw new IllegalActorStateException($"Can't stash the same message {envelope.Message} more than once");
        if (IsFull)
            throw new StashOverflowException($"Couldn't enqueue message {envelope.Message} from {envelope.Sender} to stash of {cell.Self}");
        _lastStashed = cell.MessageNumber;
        _stashed.Enqueue(envelope);
    }

    public void Unstash()
    {
        if (_stashed.TryDequeue(out var envelope)) PutBack(envelope);
    }

    public void UnstashAll()
    {
        foreach (var envelope in _stashed.Reverse()) PutBack(envelope);
        _stashed.Clear();
    }

    public IEnumerable<Envelope> ClearStash()
    {
        var stashed = _stashed.ToArray();
        _stashed.Clear();
        return stashed;
    }

    private void PutBack(in Envelope envelope)
    {
        if (envelope.Message is Terminated terminated) cell.ExpectTerminated(terminated);
        cell.Mailbox.Prepend(envelope);
    }
}
