namespace ActorCrawler.Storage.Known;

/// <summary>Writes segments: new ones, and ones that take in entries from the level above. Remembers what the database must be told.</summary>
internal sealed class SegmentMerger(SegmentFile file, ChunkPool pool, long signatureMemory)
{
    private readonly List<(int Level, Segment Segment)> _added = [];

    private readonly List<int> _dropped = [];

    private readonly List<Segment> _made = [];

    // Made when first needed: most jobs never merge.
    private KnownEntry[] _old = [];

    private KnownEntry[] _merged = [];

    /// <summary>Segments made since the database was told, with the number of their level.</summary>
    internal IReadOnlyList<(int Level, Segment Segment)> Added => _added;

    /// <summary>Slots given up since the database was told.</summary>
    internal IReadOnlyList<int> Dropped => _dropped;

    /// <summary>The database was told and has committed.</summary>
    internal void Accept()
    {
        _added.Clear();
        _dropped.Clear();
        file.Accept();
    }

    /// <summary>Takes sorted entries into a level. When it fails some may be in it already, which does no harm.</summary>
    /// <exception cref="StorageException">The file cannot be read or written.</exception>
    internal void Into(Level level, int number, ReadOnlySpan<KnownEntry> source)
    {
        while (!source.IsEmpty)
        {
            var index = level.IndexOf(source[0].High);
            if (index < 0)
            {
                Make(number, source);
                Publish(level, 0, 0);
                return;
            }

            var take = source.Length;
            if (level.TryEnd(index, out var end))
                for (take = 1; take < source.Length && source[take].High < end;) take++;
            Merge(level, number, index, source[..take]);
            source = source[take..];
        }
    }

    /// <summary>Takes a segment out of a level whose entries went into the next.</summary>
    internal void Drop(Level level, int index)
    {
        Release(level.Segments[index]);
        level.Replace(index, 1, []);
    }

    /// <summary>Reads all entries of a segment.</summary>
    internal ReadOnlySpan<KnownEntry> Read(Segment segment, ref KnownEntry[] into)
    {
        if (into.Length < segment.Count) into = new KnownEntry[Segment.MaxEntries];
        file.Read(segment.Slot, 0, into.AsSpan(0, segment.Count));
        return into.AsSpan(0, segment.Count);
    }

    /// <summary>The signatures of entries; null when the memory for them is used up.</summary>
    internal Signatures? Sign(ReadOnlySpan<KnownEntry> entries) =>
        pool.BytesUsed + ((long)Signatures.ChunksFor(entries.Length) * ChunkPool.Size) > signatureMemory
            ? null
            : new Signatures(entries, pool);

    private void Merge(Level level, int number, int index, ReadOnlySpan<KnownEntry> source)
    {
        var old = Read(level.Segments[index], ref _old);
        if (_merged.Length < old.Length + source.Length) _merged = new KnownEntry[Math.Max(2 * Segment.MaxEntries, old.Length + source.Length)];
        var count = Merge(old, source, _merged);
        var replaced = level.Segments[index];

        Make(number, _merged.AsSpan(0, count));
        Release(replaced);
        Publish(level, index, 1);
    }

    private static int Merge(ReadOnlySpan<KnownEntry> a, ReadOnlySpan<KnownEntry> b, Span<KnownEntry> into)
    {
        var (i, j, count) = (0, 0, 0);
        while (i < a.Length && j < b.Length)
        {
            ref readonly var left = ref a[i];
            ref readonly var right = ref b[j];
            if (left.High < right.High || left.IsBefore(right.High, right.Low))
            {
                into[count++] = left;
                i++;
            }
            else if (left.Is(right.High, right.Low))
            {
                // One URL, two depths: the smaller value has the smaller.
                into[count++] = left.Value < right.Value ? left : right;
                i++;
                j++;
            }
            else
            {
                into[count++] = right;
                j++;
            }
        }

        a[i..].CopyTo(into[count..]);
        count += a.Length - i;
        b[j..].CopyTo(into[count..]);
        return count + b.Length - j;
    }

    /// <summary>Writes entries as one segment, or as several when they are too many.</summary>
    private void Make(int number, ReadOnlySpan<KnownEntry> entries)
    {
        _made.Clear();
        var parts = entries.Length <= Segment.MaxEntries ? 1 : (entries.Length + Segment.GoodEntries - 1) / Segment.GoodEntries;
        try
        {
            for (; parts > 0; parts--)
            {
                var take = entries.Length / parts;

                // What shares the leading half of its fingerprint stays together: a segment's bounds are told by it alone.
                while (take < entries.Length && entries[take].High == entries[take - 1].High) take++;
                var part = entries[..take];
                var (slot, checksum) = file.Write(part);
                _made.Add(new Segment
                {
                    Slot = slot,
                    Count = part.Length,
                    First = part[0].High,
                    Last = part[^1].High,
                    Checksum = checksum,
                    Signatures = Sign(part),
                });
                entries = entries[take..];
            }
        }
        catch
        {
            foreach (var segment in _made)
            {
                segment.Signatures?.Free(pool);
                file.Free(segment.Slot);
            }

            throw;
        }

        foreach (var segment in _made) _added.Add((number, segment));
    }

    private void Publish(Level level, int index, int count) =>
        level.Replace(index, count, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_made));

    private void Release(Segment segment)
    {
        segment.Signatures?.Free(pool);
        file.Free(segment.Slot);

        // What the database was never told of needs no taking back.
        var told = _added.RemoveAll(added => added.Segment == segment) == 0;
        if (told) _dropped.Add(segment.Slot);
    }
}
