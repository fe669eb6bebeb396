using System.Numerics;
using System.Runtime.InteropServices;

namespace ActorCrawler.Storage.Known;

/// <summary>
/// The URLs of one commit on their way to the look-up. Fingerprints are spread evenly, so one distribution by their leading bits and a pass
/// of insertions sort them in linear time.
/// </summary>
internal sealed class CandidateList
{
    private readonly List<Candidate> _items = [];

    private Candidate[] _sorted = [];

    private int[] _starts = [];

    internal int Count => _items.Count;

    internal void Clear() => _items.Clear();

    internal void Add(ulong high, ulong low, int depth, int item) =>
        _items.Add(new Candidate { High = high, Low = low, Depth = depth, Item = item, Known = Candidate.Unknown });

    /// <summary>Those without repetition, in the order of their fingerprints; of equals the one with the smallest depth, then the first found.</summary>
    internal Span<Candidate> Sort()
    {
        var items = CollectionsMarshal.AsSpan(_items);
        if (items.Length < 2) return items;
        Distribute(items);
        var sorted = _sorted.AsSpan(0, items.Length);
        Insert(sorted);
        return sorted[..Unique(sorted)];
    }

    private static void Insert(Span<Candidate> nearlySorted)
    {
        for (var i = 1; i < nearlySorted.Length; i++)
        {
            if (!GoesBefore(nearlySorted[i], nearlySorted[i - 1])) continue;
            var moving = nearlySorted[i];
            var at = i;
            for (; at > 0 && GoesBefore(moving, nearlySorted[at - 1]); at--) nearlySorted[at] = nearlySorted[at - 1];
            nearlySorted[at] = moving;
        }
    }

    private static bool GoesBefore(in Candidate a, in Candidate b) =>
        !a.IsSameAs(b) ? a.IsBefore(b) : a.Depth != b.Depth ? a.Depth < b.Depth : a.Item < b.Item;

    private static int Unique(Span<Candidate> sorted)
    {
        var kept = 1;
        for (var i = 1; i < sorted.Length; i++)
            if (!sorted[i].IsSameAs(sorted[kept - 1])) sorted[kept++] = sorted[i];
        return kept;
    }

    private void Distribute(ReadOnlySpan<Candidate> items)
    {
        var bits = Math.Clamp(BitOperations.Log2((uint)items.Length), 1, 20);
        var shift = 64 - bits;
        if (_sorted.Length < items.Length) _sorted = new Candidate[(int)BitOperations.RoundUpToPowerOf2((uint)items.Length)];
        if (_starts.Length < (1 << bits) + 1) _starts = new int[(1 << bits) + 1];
        var starts = _starts.AsSpan(0, (1 << bits) + 1);
        starts.Clear();
        foreach (ref readonly var item in items) starts[(int)(item.High >> shift) + 1]++;
        for (var i = 1; i < starts.Length; i++) starts[i] += starts[i - 1];
        foreach (ref readonly var item in items) _sorted[starts[(int)(item.High >> shift)]++] = item;
    }
}
