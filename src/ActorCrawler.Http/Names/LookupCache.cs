namespace ActorCrawler.Http.Names;

/// <summary>
/// Results by name, as many as fit. When full, those are dropped first that have expired or have not been asked for since they were last
/// passed over (second chance). Not thread-safe.
/// </summary>
internal sealed class LookupCache(int capacity)
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<Entry> _entries = [];
    private int _hand;

    public int Count => _places.Count;

    public HostLookup? Find(string host, long now)
    {
        if (!_places.TryGetValue(host, out var place))
            return null;
        var entry = _entries[place];
        if (entry.Expires <= now)
            return null;
        if (!entry.Asked)
            _entries[place] = entry with { Asked = true };
        return entry.Lookup;
    }

    public void Put(string host, HostLookup lookup, long expires, long now)
    {
        if (capacity == 0)
            return;
        var entry = new Entry(host, lookup, expires, Asked: false);
        if (_places.TryGetValue(host, out var place))
        {
            _entries[place] = entry;
        }
        else if (_entries.Count < capacity)
        {
            _places.Add(host, _entries.Count);
            _entries.Add(entry);
        }
        else
        {
            var victim = Victim(now);
            _places.Remove(_entries[victim].Host);
            _places.Add(host, victim);
            _entries[victim] = entry;
        }
    }

    private int Victim(long now)
    {
        while (true)
        {
            var place = _hand;
            _hand = (_hand + 1) % _entries.Count;
            var entry = _entries[place];
            if (!entry.Asked || entry.Expires <= now)
                return place;
            _entries[place] = entry with { Asked = false };
        }
    }

    private readonly record struct Entry(string Host, HostLookup Lookup, long Expires, bool Asked);
}
