namespace Akka.Actor;

/// <summary>Something to be sent or run later. Where it stands in its scheduler's queue changes only while it is not in it.</summary>
internal sealed class ScheduledEntry(TimeSpan? interval, ICanTell? receiver, object payload, IActorRef? sender) : IComparable<ScheduledEntry>
{
    private long _sequence;

    internal TimeSpan Due { get; private set; }

    internal TimeSpan? Interval { get; } = interval;

    internal bool IsCanceled { get; set; }

    internal CancellationTokenRegistration? Registration { get; set; }

    public int CompareTo(ScheduledEntry? other)
    {
        if (other is null) return 1;
        var byTime = Due.CompareTo(other.Due);
        return byTime != 0 ? byTime : _sequence.CompareTo(other._sequence);
    }

    internal ScheduledEntry At(TimeSpan due, long sequence)
    {
        Due = due;
        _sequence = sequence;
        return this;
    }

    internal void Run()
    {
        if (IsCanceled) return;
        if (Interval is null) Registration?.Unregister();
        if (receiver is null) ((Action)payload)();
        else receiver.Tell(payload, sender);
    }
}
