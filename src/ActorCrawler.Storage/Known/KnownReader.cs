using ActorCrawler.Core.Urls;
using ActorCrawler.Storage.Sqlite;

namespace ActorCrawler.Storage.Known;

/// <summary>Finds a URL's number from another process than the one that owns the index.</summary>
internal static class KnownReader
{
    /// <summary>The number of a URL; 0 when it is not known.</summary>
    /// <param name="database">The job, in a transaction that sees one state of it.</param>
    /// <param name="path">The file of segments.</param>
    /// <param name="print">The URL's fingerprint.</param>
    /// <param name="url">The URL itself: what was found last is in no segment yet.</param>
    internal static long Find(Database database, string path, Fingerprint print, string url)
    {
        var catalog = new KnownCatalog(database);
        var (found, whole) = InSegments(catalog, path, print);
        catalog.Release(database);
        if (found.Exists) return found.Id;

        // The owner may have written over a segment since this state of the database: then only the table itself tells.
        var search = database.Prepare("SELECT id FROM url WHERE id>?1 AND url=?2 LIMIT 1");
        var id = search.Bind(1, whole ? catalog.MergedId : 0).BindText(2, url).Step() ? search.Int64(0) : 0;
        database.Release(search);
        return id;
    }

    private static (KnownUrl Found, bool Whole) InSegments(KnownCatalog catalog, string path, Fingerprint print)
    {
        var segments = catalog.ReadSegments();
        if (segments.Count == 0) return (KnownUrl.None, true);
        if (!File.Exists(path)) return (KnownUrl.None, false);
        using var file = SegmentFile.Open(path, readOnly: true);
        var buffer = new KnownEntry[Segment.MaxEntries];
        foreach (var level in segments.GroupBy(row => row.Level))
        {
            if (level.LastOrDefault(row => row.Segment.First <= print.High).Segment is not { } segment) continue;
            var entries = buffer.AsSpan(0, segment.Count);
            if (!file.TryRead(segment.Slot, 0, entries) || SegmentFile.Checksum(entries) != segment.Checksum) return (KnownUrl.None, false);
            foreach (ref readonly var entry in entries)
                if (entry.Is(print.High, print.Low)) return (new KnownUrl(entry.Value), true);
        }

        return (KnownUrl.None, true);
    }
}
