namespace ActorCrawler.Storage.Known;

/// <summary>
/// The youngest known URLs. An open-addressing table whose hash is the leading bits of the fingerprint and whose clusters are kept in order:
/// walking it from the front gives the entries sorted, and a sorted batch of look-ups walks it from the front as well.
/// </summary>
internal sealed class MemoryTable
{
    private const int MinBits = 10;

    /// <summary>Places beyond the last home, for the cluster there.</summary>
    private const int Slack = 64;

    private readonly int _maxBits;

    private KnownEntry[] _places;

    private int _shift;

    /// <param name="maxBits">The table grows to two to this power of places, of which two thirds are used.</param>
    internal MemoryTable(int maxBits)
    {
        _maxBits = Math.Max(maxBits, MinBits);
        _places = [];
        Clear();
    }

    /// <summary>Entries in it.</summary>
    internal int Count { get; private set; }

    /// <summary>Entries that it is meant to hold; more fit, at the cost of speed and memory.</summary>
    internal int Capacity => LoadLimit(_maxBits);

    /// <summary>Places to be walked by <see cref="Next"/>.</summary>
    internal int Places => _places.Length;

    /// <summary>Empties it and gives its memory back.</summary>
    internal void Clear()
    {
        Count = 0;
        _shift = 64 - MinBits;
        _places = new KnownEntry[(1 << MinBits) + Slack];
    }

    /// <summary>Enters an entry; of two with one fingerprint the smaller value (the smaller depth) stays.</summary>
    internal void Put(in KnownEntry entry)
    {
        if (Count >= LoadLimit(64 - _shift)) Grow();
        var at = (int)(entry.High >> _shift);
        while (at < _places.Length && !_places[at].IsEmpty && _places[at].IsBefore(entry.High, entry.Low)) at++;
        if (at < _places.Length && !_places[at].IsEmpty && _places[at].Is(entry.High, entry.Low))
        {
            if (entry.Value < _places[at].Value) _places[at] = entry;
            return;
        }

        Insert(at, entry);
        Count++;
    }

    /// <summary>The value of a fingerprint; 0 when it is not here.</summary>
    internal long Find(ulong high, ulong low)
    {
        var places = _places;
        for (var at = (int)(high >> _shift); (uint)at < (uint)places.Length; at++)
        {
            ref readonly var place = ref places[at];
            if (place.IsEmpty || !place.IsBefore(high, low)) return place.Is(high, low) ? place.Value : 0;
        }

        return 0;
    }

    /// <summary>Answers those that are unknown so far; in ascending order.</summary>
    internal void Find(Span<Candidate> sorted)
    {
        if (Count == 0) return;
        foreach (ref var candidate in sorted)
        {
            if (candidate.Known != Candidate.Unknown) continue;
            if (Find(candidate.High, candidate.Low) is not 0 and var value) candidate.Known = new KnownUrl(value).Bound;
        }
    }

    /// <summary>The next entry from a place on, in ascending order.</summary>
    /// <param name="place">Where to look first; set to the place after the entry.</param>
    /// <param name="entry">The entry.</param>
    internal bool Next(ref int place, out KnownEntry entry)
    {
        while (place < _places.Length)
        {
            entry = _places[place++];
            if (!entry.IsEmpty) return true;
        }

        entry = default;
        return false;
    }

    private static int LoadLimit(int bits) => (1 << bits) / 3 * 2;

    private void Insert(int at, KnownEntry entry)
    {
        for (; at < _places.Length; at++)
        {
            if (_places[at].IsEmpty)
            {
                _places[at] = entry;
                return;
            }

            (_places[at], entry) = (entry, _places[at]);
        }

        Array.Resize(ref _places, _places.Length + Slack);
        _places[at] = entry;
    }

    private void Grow()
    {
        var old = _places;
        var bits = 64 - _shift + 1;
        _shift = 64 - bits;
        _places = new KnownEntry[(1 << bits) + Slack];
        var free = 0;
        foreach (ref readonly var entry in old.AsSpan())
        {
            // In ascending order each goes to its home, or to the first place after those before it.
            if (entry.IsEmpty) continue;
            free = Math.Max(free, (int)(entry.High >> _shift));
            if (free == _places.Length) Array.Resize(ref _places, _places.Length + Slack);
            _places[free++] = entry;
        }
    }
}
