namespace ActorCrawler.Http.Connections;

/// <summary>
/// Counts the connections of a node and closes the longest unused ones when there are too many: the handler's pools know a limit for each
/// host, and thousands of hosts have thousands of pools. Closing one in the moment in which it is taken does no harm: the handler sends the
/// request again on another. Thread-safe.
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

    /// <summary>No exchange uses the connection any more.</summary>
    public void Unused(TapStream stream)
    {
        lock (_lock)
        {
            if (stream.Place.List is null)
                _unused.AddLast(stream.Place);
        }
    }

    /// <summary>An exchange begins to use the connection, or it is gone.</summary>
    public void Used(TapStream stream)
    {
        lock (_lock)
        {
            if (stream.Place.List is not null)
                _unused.Remove(stream.Place);
        }
    }

    private TapStream? TakeLongestUnused()
    {
        lock (_lock)
        {
            var first = _unused.First;
            if (first is null)
                return null;
            _unused.RemoveFirst();
            return first.Value;
        }
    }
}
