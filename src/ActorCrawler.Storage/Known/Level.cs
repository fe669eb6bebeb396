using System.Runtime.Intrinsics.X86;

namespace ActorCrawler.Storage.Known;

/// <summary>Sorted segments that do not overlap; each level holds several times what the one above it holds.</summary>
internal sealed class Level(SegmentFile file)
{
    private const int Ahead = 32;

    /// <summary>Entries read around the place where one should stand; nine in ten stand within it.</summary>
    private const int Probe = 256;

    private readonly List<Segment> _segments = [];

    private readonly KnownEntry[] _probe = new KnownEntry[Probe];

    internal IReadOnlyList<Segment> Segments => _segments;

    internal long Count { get; private set; }

    /// <summary>The segment that a fingerprint belongs to; -1 when there is none at all.</summary>
    internal int IndexOf(ulong high)
    {
        var (low, end) = (0, _segments.Count - 1);
        while (low < end)
        {
            var middle = (low + end + 1) / 2;
            if (_segments[middle].First <= high) low = middle;
            else end = middle - 1;
        }

        return _segments.Count == 0 ? -1 : low;
    }

    /// <summary>The first fingerprint that belongs to the segment after one; none (false) after the last.</summary>
    internal bool TryEnd(int index, out ulong end)
    {
        end = index + 1 < _segments.Count ? _segments[index + 1].First : 0;
        return index + 1 < _segments.Count;
    }

    /// <summary>Puts segments in the place of some.</summary>
    internal void Replace(int index, int count, ReadOnlySpan<Segment> by)
    {
        for (var i = index; i < index + count; i++) Count -= _segments[i].Count;
        _segments.RemoveRange(index, count);
        _segments.InsertRange(index, by.ToArray());
        foreach (var segment in by) Count += segment.Count;
    }

    /// <summary>Answers those that are unknown so far; in ascending order.</summary>
    internal unsafe void Find(Span<Candidate> sorted)
    {
        if (_segments.Count == 0) return;
        Span<Place> places = stackalloc Place[Ahead];
        var at = 0;
        for (var done = 0; done < sorted.Length; done += Ahead)
        {
            // First where to look, asking memory for it; then, when it is there, the look itself.
            var portion = sorted.Slice(done, Math.Min(Ahead, sorted.Length - done));
            for (var i = 0; i < portion.Length; i++)
            {
                ref readonly var candidate = ref portion[i];
                places[i].Segment = -1;
                if (candidate.Known != Candidate.Unknown) continue;
                while (at + 1 < _segments.Count && _segments[at + 1].First <= candidate.High) at++;
                if (_segments[at].Signatures is not { } signatures)
                {
                    if (candidate.High - _segments[at].First <= _segments[at].Last - _segments[at].First) places[i].Segment = at;
                    continue;
                }

                ref var place = ref places[i];
                if (!signatures.Locate(candidate.High, candidate.Low, out place.Start, out place.End, out place.Signature)) continue;
                place.Segment = at;
                if (!Sse.IsSupported) continue;
                Sse.Prefetch0(signatures.Address(place.Start));
                Sse.Prefetch0(signatures.Address(place.End - 1));
            }

            for (var i = 0; i < portion.Length; i++)
                if (places[i].Segment >= 0) Answer(ref portion[i], places[i]);
        }
    }

    /// <summary>The value of a fingerprint, compared in all its bits; 0 when it is not here.</summary>
    internal long Find(ulong high, ulong low)
    {
        var index = IndexOf(high);
        return index < 0 ? 0 : Find(_segments[index], high, low);
    }

    private void Answer(ref Candidate candidate, in Place place)
    {
        var segment = _segments[place.Segment];
        if (segment.Signatures is { } signatures)
        {
            var index = signatures.Find(place.Start, place.End, place.Signature);
            if (index >= 0) candidate.Known = signatures.Bound(index);
        }
        else if (Search(segment, candidate.High, candidate.Low) is not 0 and var value)
        {
            candidate.Known = new KnownUrl(value).Bound;
        }
    }

    private long Find(Segment segment, ulong high, ulong low)
    {
        if (segment.Signatures is not { } signatures) return Search(segment, high, low);
        if (!signatures.Locate(high, low, out var start, out var end, out var signature)) return 0;
        for (var i = signatures.Find(start, end, signature); i >= 0; i = signatures.Find(i + 1, end, signature))
        {
            file.Read(segment.Slot, i, _probe.AsSpan(0, 1));
            if (_probe[0].Is(high, low)) return _probe[0].Value;
        }

        return 0;
    }

    /// <summary>
    /// Searches the file. Fingerprints are spread evenly, so the place is known within a few entries: one read in nearly all cases, halving
    /// what is left otherwise.
    /// </summary>
    private long Search(Segment segment, ulong high, ulong low)
    {
        if (high - segment.First > segment.Last - segment.First) return 0;
        var (start, end) = (0, segment.Count);
        var share = (double)(high - segment.First) / Math.Max(1, segment.Last - segment.First);
        var guess = (int)(share * (segment.Count - 1));
        while (start < end)
        {
            var from = Math.Clamp(guess - (Probe / 2), start, Math.Max(start, end - Probe));
            var entries = _probe.AsSpan(0, Math.Min(Probe, end - from));
            file.Read(segment.Slot, from, entries);
            if (!entries[0].IsBefore(high, low) && !entries[0].Is(high, low)) end = from;
            else if (entries[^1].IsBefore(high, low)) start = from + entries.Length;
            else return Search(entries, high, low);
            guess = (start + end) / 2;
        }

        return 0;
    }

    private static long Search(ReadOnlySpan<KnownEntry> entries, ulong high, ulong low)
    {
        var (start, end) = (0, entries.Length);
        while (start < end)
        {
            var middle = (start + end) / 2;
            if (entries[middle].IsBefore(high, low)) start = middle + 1;
            else end = middle;
        }

        return start < entries.Length && entries[start].Is(high, low) ? entries[start].Value : 0;
    }

    private struct Place
    {
        internal int Segment;
        internal int Start;
        internal int End;
        internal ulong Signature;
    }
}
