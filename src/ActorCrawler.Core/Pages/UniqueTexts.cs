using System.Runtime.InteropServices;
using ActorCrawler.Core.Html;

namespace ActorCrawler.Core.Pages;

/// <summary>
/// Byte texts in the order in which they came, each once. Hashes are seeded per process, so that no page can aim for collisions. Used
/// again and again; not thread-safe.
/// </summary>
internal sealed class UniqueTexts : IDisposable
{
    private const int LeastSlots = 256;

    private readonly ByteArena _bytes = new();
    private readonly List<Entry> _entries = [];
    private int[] _slots = new int[LeastSlots];

    public int Count => _entries.Count;

    public ReadOnlySpan<byte> this[int index] => _bytes[_entries[index].Text];

    /// <summary>Adds a text; false when it is there already.</summary>
    public bool Add(ReadOnlySpan<byte> text)
    {
        var hasher = new HashCode();
        hasher.AddBytes(text);
        var hash = hasher.ToHashCode();
        var slots = _slots;
        var i = hash & (slots.Length - 1);
        var entries = CollectionsMarshal.AsSpan(_entries);
        for (; slots[i] != 0; i = (i + 1) & (slots.Length - 1))
        {
            ref var entry = ref entries[slots[i] - 1];
            if (entry.Hash == hash && _bytes[entry.Text].SequenceEqual(text))
                return false;
        }
        _entries.Add(new Entry(hash, _bytes.Append(text)));
        slots[i] = _entries.Count;
        if (_entries.Count * 2 > slots.Length)
            Rebuild(slots.Length * 2);
        return true;
    }

    public void Clear()
    {
        _bytes.Clear();
        _entries.Clear();
        if (_slots.Length > 16 * LeastSlots)
            _slots = new int[LeastSlots];
        else
            Array.Clear(_slots);
    }

    public void Dispose() => _bytes.Dispose();

    private void Rebuild(int length)
    {
        _slots = new int[length];
        for (var n = 0; n < _entries.Count; n++)
        {
            var i = _entries[n].Hash & (length - 1);
            while (_slots[i] != 0)
                i = (i + 1) & (length - 1);
            _slots[i] = n + 1;
        }
    }

    private readonly record struct Entry(int Hash, TextRange Text);
}
