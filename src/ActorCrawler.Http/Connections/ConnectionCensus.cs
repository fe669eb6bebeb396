namespace ActorCrawler.Http.Connections;

/// <summary>
/// Counts the connections of a node and closes the longest unused ones when there are too many: the handler's pools know a limit for each
/// host, and thousands of hosts have thousands of pools. In the moment in which an exchange reaches for one that is to be closed, one of both gets
/// it; an exchange that does not is sent on another. Thread-safe.
/// </summary>
internal sealed class ConnectionCensus(int limit)
{
    private readonly LinkedList<TapStream> _unused = [];
    private readonly Lock _lock = new();
    private int _open;

    /// <summary>Connections open now.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>A connection has been made.</summary>
    public void Opened()
    {
        Interlocked.Increment(ref _open);
        while (Open > limit && TakeLongestUnused() is { } stream)
            stream.Dispose();
    }

    /// <summary>A connection has been closed.</summary>
    public void Closed() => Interlocked.Decrement(ref _open);

    /// <summary>Connections that could be closed for want of room.</summary>
    public int UnusedCount
    {
        get
        {
            lock (_lock) return _unused.Count;
        }
    }

    /// <summary>An exchange has let go of the connection. Said late, when the next may have taken it, or it may be closed.</summary>
    public void Unused(TapStream stream)
    {
        lock (_lock)
        {
            if (stream.Place.List is null && stream is { IsInUse: false, IsGivenUp: false })
                _unused.AddLast(stream.Place);
        }
    }

    /// <summary>An exchange begins to use the connection; <see cref="TapStream.IsInUse"/> says so already.</summary>
    /// <returns>False when it is closed.</returns>
    public bool Used(TapStream stream)
    {
        lock (_lock)
        {
            Forget(stream);
            return !stream.IsGivenUp;
        }
    }

    /// <summary>The connection is closed.</summary>
    public void Gone(TapStream stream)
    {
        lock (_lock)
        {
            Forget(stream);
            stream.IsGivenUp = true;
        }
    }

    private void Forget(TapStream stream)
    {
        if (stream.Place.List is not null)
            _unused.Remove(stream.Place);
    }

    private TapStream? TakeLongestUnused()
    {
        lock (_lock)
        {
            var first = _unused.First;
            if (first is null)
                return null;
            _unused.RemoveFirst();
            first.Value.IsGivenUp = true;
            return first.Value;
        }
    }
}
