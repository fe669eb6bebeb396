using ActorCrawler.Storage.Sqlite;

namespace ActorCrawler.Storage.Known;

/// <summary>What the database says of segments: which there are, and up to which URL they hold everything.</summary>
internal sealed class KnownCatalog
{
    private const int Portion = 10_000;

    /// <summary>Flips the sign, so that SQLite's signed order is the order of fingerprints.</summary>
    private const ulong Sign = 1UL << 63;

    private readonly Database _database;

    private readonly Statement _add;

    private readonly Statement _drop;

    private readonly Statement _setMerged;

    private long _saving;

    internal KnownCatalog(Database database)
    {
        _database = database;
        _add = database.Prepare("INSERT INTO known_segment VALUES(?1, ?2, ?3, ?4, ?5, ?6)");
        _drop = database.Prepare("DELETE FROM known_segment WHERE slot=?1");
        _setMerged = database.Prepare("UPDATE job SET merged_url=?1");
        MergedId = database.Scalar("SELECT merged_url FROM job") ?? 0;
    }

    /// <summary>Every URL up to this number is in a segment, as far as the database knows.</summary>
    internal long MergedId { get; private set; }

    /// <summary>Segments, level by level in ascending order, without signatures.</summary>
    internal List<(int Level, Segment Segment)> ReadSegments()
    {
        var rows = new List<(int, Segment)>();
        var read = _database.Prepare("SELECT slot, level, first, last, entries, checksum FROM known_segment ORDER BY level, first");
        while (read.Step())
        {
            rows.Add((read.Int32(1), new Segment
            {
                Slot = read.Int32(0),
                First = (ulong)read.Int64(2) ^ Sign,
                Last = (ulong)read.Int64(3) ^ Sign,
                Count = Math.Clamp(read.Int32(4), 0, Segment.MaxEntries),
                Checksum = (ulong)read.Int64(5),
                Signatures = null,
            }));
        }

        _database.Release(read);
        return rows;
    }

    /// <summary>URLs numbered above <paramref name="after"/>; between portions the reader may write.</summary>
    internal void ReadUrls(long after, UrlReader take)
    {
        var read = _database.Prepare("SELECT id, depth, url FROM url WHERE id>?1 ORDER BY id LIMIT ?2");
        int count;
        do
        {
            count = 0;
            read.Bind(1, after).Bind(2, Portion);
            while (read.Step())
            {
                after = read.Int64(0);
                count++;
                take(after, read.Int32(1), read.Bytes(2));
            }
        }
        while (count == Portion);
        _database.Release(read);
    }

    /// <summary>Writes changes into the open transaction.</summary>
    internal void Save(SegmentMerger changes, long mergedId)
    {
        foreach (var slot in changes.Dropped) _drop.Bind(1, slot).Run();
        foreach (var (level, segment) in changes.Added)
        {
            _add.Bind(1, segment.Slot).Bind(2, level).Bind(3, (long)(segment.First ^ Sign)).Bind(4, (long)(segment.Last ^ Sign))
                .Bind(5, segment.Count).Bind(6, (long)segment.Checksum).Run();
        }

        _setMerged.Bind(1, mergedId).Run();
        _saving = mergedId;
    }

    internal void Accept() => MergedId = Math.Max(MergedId, _saving);

    /// <summary>Writes changes in a transaction of their own.</summary>
    internal void SaveAlone(SegmentMerger changes, long mergedId)
    {
        _database.Execute("BEGIN IMMEDIATE");
        Save(changes, mergedId);
        _database.Execute("COMMIT");
        Accept();
        changes.Accept();
    }

    /// <summary>Forgets all segments: they are made again from the url table.</summary>
    internal void Clear()
    {
        _database.Execute("BEGIN IMMEDIATE; DELETE FROM known_segment; UPDATE job SET merged_url=0; COMMIT");
        MergedId = _saving = 0;
    }

    /// <summary>Finalises its statements, for whoever looks only once.</summary>
    internal void Release(Database database)
    {
        foreach (var statement in new[] { _add, _drop, _setMerged }) database.Release(statement);
    }

    /// <summary>Takes a row of the url table; the text is valid during the call.</summary>
    internal delegate void UrlReader(long id, int depth, ReadOnlySpan<byte> url);
}
