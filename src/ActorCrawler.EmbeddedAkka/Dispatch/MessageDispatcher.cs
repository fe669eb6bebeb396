namespace Akka.Dispatch;

/// <summary>Gives actors threads to run on. Which one an actor has is set by <c>Props.WithDispatcher</c> or its deployment.</summary>
public abstract class MessageDispatcher
{
    private protected MessageDispatcher(string id, int throughput, TimeSpan throughputDeadline)
    {
        Id = id;
        Throughput = Math.Max(1, throughput);
        if (throughputDeadline > TimeSpan.Zero)
            ThroughputDeadline = (long)(throughputDeadline.TotalSeconds * TimeProvider.System.TimestampFrequency);
    }

    /// <summary>The path of its configuration section.</summary>
    public string Id { get; }

    /// <summary>How many messages an actor handles before it lets others have the thread.</summary>
    public int Throughput { get; }

    // In timestamp units; null for no limit.
    internal long? ThroughputDeadline { get; }

    internal abstract void Execute(Mailbox mailbox);

    // The actor of this dispatcher has ended; meaningful where threads belong to one actor.
    internal virtual void Detach()
    {
    }
}
