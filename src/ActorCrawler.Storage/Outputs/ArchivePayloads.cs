using ActorCrawler.Core.Warc;
using ActorCrawler.Storage.Sqlite;

namespace ActorCrawler.Storage.Outputs;

/// <summary>
/// The bodies that the archive holds, by their digests, so that one that comes again is referred to. Part of the job's database, and so of the
/// transaction that makes the records count.
/// </summary>
internal sealed class ArchivePayloads
{
    private readonly Statement _find;

    private readonly Statement _insert;

    internal ArchivePayloads(Database database)
    {
        database.Execute(
            "CREATE TABLE IF NOT EXISTS payload(digest BLOB PRIMARY KEY, url TEXT NOT NULL, at INTEGER NOT NULL, output_id INTEGER NOT NULL, position INTEGER NOT NULL) WITHOUT ROWID");
        _find = database.Prepare("SELECT url, at FROM payload WHERE digest=?1");
        _insert = database.Prepare("INSERT INTO payload VALUES(?1, ?2, ?3, ?4, ?5)");
    }

    /// <summary>Forgets the bodies whose records do not count any more: to be called when outputs were cut.</summary>
    internal static void ForgetLost(Database database)
    {
        if (database.Scalar("SELECT count(*) FROM sqlite_master WHERE name='payload'") == 0) return;
        database.Execute("DELETE FROM payload WHERE position >= coalesce((SELECT length FROM output WHERE id=output_id), 0)");
    }

    /// <summary>Which response has the body; null when none has, or there is no body.</summary>
    internal (string Url, DateTimeOffset At)? Find(WarcCapture capture)
    {
        if (capture.PayloadLength == 0) return null;
        (string, DateTimeOffset)? found = _find.BindBlob(1, capture.PayloadDigest.Span).Step()
            ? (_find.Text(0), DateTimeOffset.FromUnixTimeMilliseconds(_find.Int64(1)))
            : null;
        _find.Reset();
        return found;
    }

    /// <summary>Notes where a body is.</summary>
    internal void Add(WarcCapture capture, long outputId, long position)
    {
        if (capture.PayloadLength == 0) return;
        _insert.BindBlob(1, capture.PayloadDigest.Span).BindText(2, capture.Url).Bind(3, capture.At.ToUnixTimeMilliseconds()).Bind(4, outputId).Bind(5, position).Run();
    }
}
