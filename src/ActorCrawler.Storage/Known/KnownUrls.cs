using System.Numerics;
using ActorCrawler.Core.Urls;
using ActorCrawler.Storage.Sqlite;

namespace ActorCrawler.Storage.Known;

/// <summary>
/// Which URLs are known, and under which number. Beside the number stands the depth at which the URL was known last, so that only a link
/// that really is a shorter path costs a look into the tables.
/// <para>
/// A random-key B-tree slows down as it outgrows memory. Here the youngest URLs are in a memory table; when it is full it is frozen and
/// merged, a segment at a time between commits, into the first of several levels of sorted segments, each eight times the size of the one
/// above. Memory holds 7 bytes a URL of as many segments as the settings allow, which answer without the disk; the rest costs one read.
/// </para>
/// <para>
/// Nothing here is the only copy: which segments count is part of the database's transaction, and what came after them, or all, is made
/// again from the url table.
/// </para>
/// </summary>
internal sealed class KnownUrls : IDisposable
{
    private const int Fanout = 8;

    /// <summary>Memory tables (two, the frozen one included) get this part of the memory, signatures nearly all the rest.</summary>
    private const int TableShare = 8;

    private const long EntrySize = 24;

    private readonly SegmentFile _file;

    private readonly ChunkPool _pool = new();

    private readonly SegmentMerger _merger;

    private readonly List<Level> _levels = [];

    private readonly List<ulong> _cursors = [];

    private readonly List<KnownEntry> _staged = [];

    private readonly KnownCatalog _catalog;

    private KnownEntry[] _group = [];

    private KnownEntry[] _pushed = [];

    private MemoryTable _active;

    private MemoryTable? _frozen;

    private int _frozenPlace;

    private long _frozenLastId;

    private long _activeLastId;

    private KnownUrls(Database database, SegmentFile file, long memory)
    {
        _file = file;
        var bits = BitOperations.Log2((ulong)Math.Max(1, memory / TableShare / 2 / EntrySize));
        _active = new MemoryTable(bits);
        _merger = new SegmentMerger(file, _pool, memory / TableShare * (TableShare - 1));
        _catalog = new KnownCatalog(database);
    }

    /// <summary>URLs that later openings need not read from the url table.</summary>
    internal long MergedId { get; private set; }

    /// <summary>Opens what is known of a job, making again what is missing or damaged.</summary>
    internal static KnownUrls Open(Database database, string path, long memory, Fingerprinter fingerprinter)
    {
        var known = new KnownUrls(database, SegmentFile.Open(path), memory);
        try
        {
            known.Load(fingerprinter);
            return known;
        }
        catch
        {
            known.Dispose();
            throw;
        }
    }

    /// <summary>Fills in what is known of each; they must be in ascending order and without repetition.</summary>
    /// <exception cref="StorageException">The file cannot be read.</exception>
    internal void Find(Span<Candidate> sorted)
    {
        // The largest first: what it knows need not be looked for elsewhere, and a bound that is not the latest is still a bound.
        for (var i = _levels.Count - 1; i >= 0; i--) _levels[i].Find(sorted);
        _frozen?.Find(sorted);
        _active.Find(sorted);
    }

    /// <summary>What is known of one URL, compared in all bits, with the latest bound; <see cref="KnownUrl.None"/> when nothing is.</summary>
    /// <exception cref="StorageException">The file cannot be read.</exception>
    internal KnownUrl Find(Fingerprint print)
    {
        var value = _active.Find(print.High, print.Low);
        if (value == 0 && _frozen is not null) value = _frozen.Find(print.High, print.Low);
        for (var i = 0; value == 0 && i < _levels.Count; i++) value = _levels[i].Find(print.High, print.Low);
        return new KnownUrl(value);
    }

    /// <summary>Enters a URL, or a smaller depth of a known one. Counts when the transaction is accepted.</summary>
    internal void Put(Fingerprint print, KnownUrl known) => _staged.Add(new KnownEntry(print.High, print.Low, known.Packed));

    /// <summary>Makes sure that there is room for what a commit may bring.</summary>
    /// <exception cref="StorageException">Merging is behind, and the file cannot be written.</exception>
    internal void Prepare()
    {
        if (_active.Count >= 2 * _active.Capacity) Advance();
    }

    /// <summary>Writes into the open transaction which segments count.</summary>
    internal void Save(bool sync)
    {
        if (_merger.Added.Count == 0 && _merger.Dropped.Count == 0 && MergedId == _catalog.MergedId) return;
        if (sync) _file.Sync();
        _catalog.Save(_merger, MergedId);
    }

    /// <summary>The transaction was committed.</summary>
    internal void Accept()
    {
        _catalog.Accept();
        _merger.Accept();
        foreach (ref readonly var entry in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_staged)) Enter(entry);
        _staged.Clear();
    }

    /// <summary>The transaction failed.</summary>
    internal void Rollback() => _staged.Clear();

    /// <summary>Merges a little, in step with how the memory table fills.</summary>
    /// <exception cref="StorageException">The file cannot be read or written; nothing is lost, and the next call goes on.</exception>
    internal void Advance()
    {
        if (_active.Count >= _active.Capacity)
        {
            while (_frozen is not null) MergeFrozen();
            (_frozen, _active) = (_active, new MemoryTable(BitOperations.Log2((uint)_active.Capacity) + 1));
            (_frozenPlace, _frozenLastId) = (0, _activeLastId);
        }

        while (_frozen is not null && _frozenPlace * (long)_active.Capacity <= _active.Count * (long)_frozen.Places) MergeFrozen();
        long capacity = _active.Capacity;
        for (var i = 0; i < _levels.Count; i++)
        {
            capacity *= Fanout;
            if (_levels[i].Count > capacity) Push(i);
            while (_levels[i].Count > capacity / 4 * 5) Push(i);
        }
    }

    public void Dispose()
    {
        _file.Dispose();
        _pool.Dispose();
    }

    private void Enter(in KnownEntry entry)
    {
        _active.Put(entry);
        _activeLastId = Math.Max(_activeLastId, new KnownUrl(entry.Value).Id);
    }

    /// <summary>Merges what the frozen table has for one segment of the first level.</summary>
    private void MergeFrozen()
    {
        var frozen = _frozen!;
        var place = _frozenPlace;
        if (!frozen.Next(ref place, out var entry))
        {
            MergedId = _frozenLastId;
            _frozen = null;
            return;
        }

        var level = LevelAt(0);
        var index = level.IndexOf(entry.High);
        ulong end = 0;
        var bounded = index >= 0 && level.TryEnd(index, out end);
        if (_group.Length == 0) _group = new KnownEntry[Segment.MaxEntries];
        var limit = index < 0 ? Segment.GoodEntries : _group.Length;
        var count = 0;
        int taken;
        do
        {
            _group[count++] = entry;
            taken = place;
        }
        while (count < limit && frozen.Next(ref place, out entry) && (!bounded || entry.High < end));
        _merger.Into(level, 0, _group.AsSpan(0, count));
        _frozenPlace = taken;
    }

    /// <summary>Merges one segment of a level into the next.</summary>
    private void Push(int number)
    {
        var level = _levels[number];
        var index = level.IndexOf(_cursors[number]);
        var segment = level.Segments[index];
        var entries = _merger.Read(segment, ref _pushed);
        _merger.Into(LevelAt(number + 1), number + 1, entries);
        _cursors[number] = level.TryEnd(index, out var next) ? next : 0;
        _merger.Drop(level, index);
    }

    private Level LevelAt(int number)
    {
        while (_levels.Count <= number)
        {
            _levels.Add(new Level(_file));
            _cursors.Add(0);
        }

        return _levels[number];
    }

    private void Load(Fingerprinter fingerprinter)
    {
        if (!TryLoadSegments())
        {
            foreach (var level in _levels)
                foreach (var segment in level.Segments) segment.Signatures?.Free(_pool);
            _levels.Clear();
            _cursors.Clear();
            _file.SetUsed(new HashSet<int>());
            _catalog.Clear();
        }

        MergedId = _activeLastId = _catalog.MergedId;
        _catalog.ReadUrls(MergedId, (id, depth, url) =>
        {
            var print = fingerprinter.Compute(url);
            Enter(new KnownEntry(print.High, print.Low, new KnownUrl(id, depth).Packed));
            if (_active.Count < _active.Capacity) return;
            Advance();
            _catalog.SaveAlone(_merger, MergedId);
        });
    }

    private bool TryLoadSegments()
    {
        var rows = _catalog.ReadSegments();
        _file.SetUsed(rows.Select(row => row.Segment.Slot).ToHashSet());
        KnownEntry[] buffer = rows.Count == 0 ? [] : new KnownEntry[Segment.MaxEntries];
        foreach (var (number, row) in rows)
        {
            var entries = buffer.AsSpan(0, row.Count);
            if (!_file.TryRead(row.Slot, 0, entries) || SegmentFile.Checksum(entries) != row.Checksum) return false;
            var segment = new Segment
            {
                Slot = row.Slot,
                Count = row.Count,
                First = row.First,
                Last = row.Last,
                Checksum = row.Checksum,
                Signatures = _merger.Sign(entries),
            };
            var level = LevelAt(number);
            level.Replace(level.Segments.Count, 0, [segment]);
        }

        return true;
    }
}
