using System.Buffers.Binary;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Storage.Sqlite;

namespace ActorCrawler.Storage.Tables;

/// <summary>Visits that ended, and the attempts in vain before their end.</summary>
internal sealed class VisitTable
{
    /// <summary>Every column that <see cref="Read"/> reads, in its order.</summary>
    internal const string Columns =
        "url_id, reason, kind, priority, depth, hops, attempts, referrer_id, status, fetched_at, elapsed_ms, size, bytes_received, "
        + "page_at, page_length, row_at, row_length, indexable, content_type, redirect_url, etag, last_modified, content_hash, detail";

    /// <summary>Bytes of a SHA-256.</summary>
    private const int HashBytes = 32;

    private readonly int _generation;

    private readonly Func<long> _epoch;

    private readonly Statement _insert;

    private readonly Statement _find;

    private readonly Statement _delete;

    private readonly Statement _setDepth;

    private readonly Statement _attempt;

    private readonly Statement _contents;

    private readonly Statement _starts;

    /// <param name="database">Where they stand.</param>
    /// <param name="generation">The generation that new visits belong to.</param>
    /// <param name="epoch">The session that they are written in.</param>
    internal VisitTable(Database database, int generation, Func<long> epoch)
    {
        _generation = generation;
        _epoch = epoch;
        _insert = database.Prepare(
            $"INSERT INTO visit({Columns}, generation, epoch) VALUES({string.Join(", ", Enumerable.Range(1, 26).Select(i => $"?{i}"))})");
        _find = database.Prepare($"SELECT {Columns} FROM visit WHERE url_id=?1");
        _delete = database.Prepare("DELETE FROM visit WHERE url_id=?1");
        _setDepth = database.Prepare("UPDATE visit SET depth=?2, referrer_id=?3 WHERE url_id=?1");
        _starts = database.Prepare(
            "SELECT u.url, v.reason, v.status, v.detail FROM visit v JOIN url u ON u.id = v.url_id "
            + $"WHERE v.url_id<=?1 AND v.kind IN ({(int)VisitKind.Start}, {(int)VisitKind.StartGuess}, {(int)VisitKind.StartRedirect}) ORDER BY v.url_id");
        _contents = database.Prepare("SELECT url_id, content_hash FROM visit WHERE content_hash IS NOT NULL ORDER BY url_id DESC LIMIT ?1");
        _attempt = database.Prepare(
            "INSERT INTO attempt VALUES(?1, (SELECT coalesce(max(number), 0) + 1 FROM attempt WHERE url_id=?1), ?2, ?3, ?4, ?5, ?6)");
    }

    internal void Insert(in EndedVisit visit)
    {
        Span<byte> content = stackalloc byte[HashBytes + sizeof(ulong)];
        _insert.Bind(1, visit.UrlId).Bind(2, (long)visit.Reason).Bind(3, (long)visit.Kind).Bind(4, visit.Priority).Bind(5, visit.Depth)
            .Bind(6, visit.Hops).Bind(7, visit.Attempts).Bind(8, visit.ReferrerId)
            .Bind(9, visit.Status == 0 ? null : (long?)visit.Status).Bind(10, visit.FetchedAt).Bind(11, visit.ElapsedMilliseconds)
            .Bind(12, visit.Size).Bind(13, visit.BytesReceived == 0 ? null : (long?)visit.BytesReceived)
            .Bind(14, visit.PageAt).Bind(15, visit.PageAt is null ? null : (long?)visit.PageLength)
            .Bind(16, visit.RowAt).Bind(17, visit.RowAt is null ? null : (long?)visit.RowLength)
            .Bind(18, visit.Indexable is { } indexable ? (indexable ? 1L : 0L) : null)
            .BindText(19, visit.ContentType).BindText(20, visit.RedirectUrl).BindText(21, visit.ETag).BindText(22, visit.LastModified)
            .BindBlob(23, Content(visit, content)).BindText(24, visit.Detail)
            .Bind(25, _generation).Bind(26, _epoch()).Run();
    }

    internal EndedVisit? Find(long urlId)
    {
        EndedVisit? visit = _find.Bind(1, urlId).Step() ? Read(_find) : null;
        _find.Reset();
        return visit;
    }

    internal List<StartVisit> StartVisits(long lastId)
    {
        var visits = new List<StartVisit>();
        _starts.Bind(1, lastId);
        while (_starts.Step()) visits.Add(new StartVisit(_starts.Text(0), (Reason)_starts.Int64(1), _starts.Int32(2), _starts.TextOrNull(3)));
        _starts.Reset();
        return visits;
    }

    internal void Delete(long urlId) => _delete.Bind(1, urlId).Run();

    internal void SetDepth(long urlId, int depth, long referrerId) => _setDepth.Bind(1, urlId).Bind(2, depth).Bind(3, referrerId).Run();

    internal void AddAttempt(RetriedUrl retried) =>
        _attempt.Bind(1, retried.Url.Id).Bind(2, retried.At.ToUnixTimeMilliseconds()).Bind(3, (long)retried.Reason)
            .Bind(4, retried.Status).Bind(5, retried.Suspect).BindText(6, retried.Detail).Run();

    /// <summary>The contents of the pages found last, the older ones first.</summary>
    internal List<PageContent> Contents(int most)
    {
        var contents = new List<PageContent>();
        _contents.Bind(1, most);
        while (_contents.Step())
        {
            var bytes = _contents.Bytes(1);
            if (bytes.Length < HashBytes) continue;
            var text = bytes.Length > HashBytes ? BinaryPrimitives.ReadUInt64LittleEndian(bytes[HashBytes..]) : 0;
            contents.Add(new PageContent(_contents.Int64(0), BinaryPrimitives.ReadUInt64LittleEndian(bytes), text));
        }

        _contents.Reset();
        contents.Reverse();
        return contents;
    }

    /// <summary>The column content_hash: the hash, and behind it the fingerprint of the text, where there is one.</summary>
    private static ReadOnlySpan<byte> Content(in EndedVisit visit, Span<byte> buffer)
    {
        if (visit.TextFingerprint == 0 || visit.ContentHash.Length != HashBytes) return visit.ContentHash.Span;
        visit.ContentHash.Span.CopyTo(buffer);
        BinaryPrimitives.WriteUInt64LittleEndian(buffer[HashBytes..], visit.TextFingerprint);
        return buffer;
    }

    /// <summary>Reads a row that was selected with <see cref="Columns"/> first.</summary>
    internal static EndedVisit Read(Statement row) => new()
    {
        UrlId = row.Int64(0),
        Reason = (Reason)row.Int64(1),
        Kind = (VisitKind)row.Int64(2),
        Priority = row.Int32(3),
        Depth = row.Int32(4),
        Hops = row.Int32(5),
        Attempts = row.Int32(6),
        ReferrerId = row.Int64(7),
        Status = row.Int32(8),
        FetchedAt = row.Int64OrNull(9),
        ElapsedMilliseconds = row.Int64OrNull(10),
        Size = row.Int64OrNull(11),
        BytesReceived = row.Int64(12),
        PageAt = row.Int64OrNull(13),
        PageLength = row.Int32(14),
        RowAt = row.Int64OrNull(15),
        RowLength = row.Int32(16),
        Indexable = row.Int64OrNull(17) is { } indexable ? indexable != 0 : null,
        ContentType = row.TextOrNull(18),
        RedirectUrl = row.TextOrNull(19),
        ETag = row.TextOrNull(20),
        LastModified = row.TextOrNull(21),
        ContentHash = row.Bytes(22).Length > HashBytes ? row.Bytes(22)[..HashBytes].ToArray() : row.Bytes(22).ToArray(),
        TextFingerprint = row.Bytes(22).Length > HashBytes ? BinaryPrimitives.ReadUInt64LittleEndian(row.Bytes(22)[HashBytes..]) : 0,
        Detail = row.TextOrNull(23),
    };
}
