namespace Akka.Actor;

/// <summary>A place for messages that an actor cannot handle yet.</summary>
public interface IStash
{
    int Count { get; }

    bool IsEmpty { get; }

    bool NonEmpty { get; }

    bool IsFull { get; }

    /// <summary>Below 1 for no bound.</summary>
    int Capacity { get; }

    /// <summary>Puts the message that is being handled aside.</summary>
    /// <exception cref="IllegalActorStateException">It was put aside already.</exception>
    /// <exception cref="StashOverflowException">The stash is full.</exception>
    void Stash();

    /// <summary>Puts the oldest message back, to be handled next.</summary>
    void Unstash();

    /// <summary>Puts all messages back, before those in the mailbox and in the order in which they came.</summary>
    void UnstashAll();

    /// <summary>Empties the stash and gives what was in it.</summary>
    IEnumerable<Envelope> ClearStash();
}
