namespace ActorCrawler.Simulator;

/// <summary>
/// What a server was asked, as the server saw it: the judge of politeness. Keeps the last accesses in the order in which they ended, as many
/// as the options say. Thread-safe.
/// </summary>
public sealed class AccessLog
{
    private readonly TimeProvider _time;
    private readonly long _origin;
    private readonly AccessEntry[] _ring;
    private readonly Lock _lock = new();
    private long _total;
    private long _begun;
    private int _inFlight;
    private int _peak;

    internal AccessLog(int capacity, TimeProvider time)
    {
        _ring = new AccessEntry[capacity];
        _time = time;
        _origin = time.GetTimestamp();
    }

    /// <summary>All requests answered so far, forgotten ones too.</summary>
    public long Total
    {
        get
        {
            lock (_lock)
                return _total;
        }
    }

    /// <summary>All requests that came so far, those under way included.</summary>
    public long Begun => Volatile.Read(ref _begun);

    /// <summary>Requests under way.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Most requests under way at the same time.</summary>
    public int PeakInFlight => Volatile.Read(ref _peak);

    /// <summary>The log's clock: time since the server started.</summary>
    public TimeSpan Now => _time.GetElapsedTime(_origin);

    /// <summary>The accesses that are kept, in the order in which they ended.</summary>
    public IReadOnlyList<AccessEntry> Snapshot()
    {
        lock (_lock)
        {
            var kept = (int)Math.Min(_total, _ring.Length);
            var entries = new AccessEntry[kept];
            for (var i = 0; i < kept; i++)
                entries[i] = _ring[(_total - kept + i) % _ring.Length];
            return entries;
        }
    }

    internal TimeSpan Begin()
    {
        var now = Interlocked.Increment(ref _inFlight);
        Interlocked.Increment(ref _begun);
        for (var peak = Volatile.Read(ref _peak); now > peak; peak = Volatile.Read(ref _peak))
            Interlocked.CompareExchange(ref _peak, now, peak);
        return Now;
    }

    internal void End(int host, string path, int status, TimeSpan start)
    {
        Interlocked.Decrement(ref _inFlight);
        var end = Now;
        lock (_lock)
        {
            _total++;
            if (_ring.Length > 0)
                _ring[(_total - 1) % _ring.Length] = new AccessEntry(_total, host, path, status, start, end);
        }
    }
}
