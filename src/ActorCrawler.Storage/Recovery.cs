using ActorCrawler.Core.Frontier;
using ActorCrawler.Storage.Commits;
using ActorCrawler.Storage.Files;
using ActorCrawler.Storage.Tables;

namespace ActorCrawler.Storage;

/// <summary>
/// Brings outputs and database back together when a job is opened. Longer outputs are cut. Pages missing from a shorter pages.jsonl are
/// queued again; rows of urls.jsonl are a function of the database, so what is missing there is written again. Interrupted anywhere, the
/// next start does the same from the beginning.
/// </summary>
internal sealed class Recovery(JobTables tables, Settling settling)
{
    private const int TailSize = 1 << 20;

    /// <summary>Repairs, and says what was done.</summary>
    internal RecoveryReport Run(bool isNew, bool unclean, Action commit)
    {
        var cut = Excess(tables.Pages) + Excess(tables.Rows);
        var pagesLength = GoodLength(tables.Pages, unclean);
        var rowsLength = GoodLength(tables.Rows, unclean);
        long pages = 0, rows = 0;
        if (pagesLength < tables.Pages.Committed || rowsLength < tables.Rows.Committed)
        {
            tables.Begin();
            try
            {
                (pages, rows) = Repair(pagesLength, rowsLength);
                commit();
            }
            catch
            {
                tables.Database.Rollback();
                throw;
            }
        }
        else
        {
            tables.Pages.CutBack();
            tables.Rows.CutBack();
        }

        return new RecoveryReport
        {
            IsNew = isNew,
            Unclean = unclean,
            BytesCut = cut,
            PagesQueuedAgain = pages,
            RowsRewritten = rows,
            Queued = tables.Book[Reason.Queued],
        };
    }

    private static long Excess(AppendFile output) => Math.Max(0, output.ActualLength() - output.Committed);

    /// <summary>
    /// How much of the committed length is really there. After a loss of power a file may have its length but zeros at its end, which no row
    /// holds.
    /// </summary>
    private static long GoodLength(AppendFile output, bool unclean)
    {
        var length = Math.Min(output.ActualLength(), output.Committed);
        if (!unclean) return length;
        var tail = new byte[TailSize];
        for (var end = length; end > 0;)
        {
            var start = Math.Max(0, end - TailSize);
            var chunk = tail.AsSpan(0, (int)(end - start));
            ReadAll(output, chunk, start);
            var zero = chunk.IndexOf((byte)0);
            if (zero < 0) break;
            length = start + zero;
            if (zero > 0) break;
            end = start;
        }

        return length;
    }

    private static void ReadAll(AppendFile output, Span<byte> into, long offset)
    {
        while (!into.IsEmpty)
        {
            var read = output.Read(into, offset);
            if (read == 0) throw new StorageException(StorageError.Io, $"{output.Name} became shorter while it was read.");
            into = into[read..];
            offset += read;
        }
    }

    private (long Pages, long Rows) Repair(long pagesLength, long rowsLength)
    {
        var (pagesEnd, rowsEnd) = (pagesLength, rowsLength);
        var lost = new List<EndedVisit>();
        var database = tables.Database;
        if (pagesLength < tables.Pages.Committed)
        {
            var read = database.Prepare($"SELECT {VisitTable.Columns} FROM visit WHERE page_at + page_length > ?1");
            read.Bind(1, pagesLength);
            while (read.Step()) lost.Add(VisitTable.Read(read));
            database.Release(read);
        }

        foreach (var visit in lost)
        {
            pagesEnd = Math.Min(pagesEnd, visit.PageAt ?? pagesEnd);
            rowsEnd = Math.Min(rowsEnd, visit.RowAt ?? rowsEnd);
            QueueAgain(visit);
        }

        var rowCount = tables.Rows.Rows - lost.Count;
        tables.Pages.CutBackTo(pagesEnd, tables.Pages.Rows - lost.Count);
        if (lost.Count > 0) tables.Job.Finish(null);
        return (lost.Count, Rewrite(rowsEnd, rowCount));
    }

    private void QueueAgain(in EndedVisit visit)
    {
        var host = tables.Hosts.Get(tables.Urls.Find(visit.UrlId)?.HostId ?? 0);
        tables.Visits.Delete(visit.UrlId);
        tables.Queue.Insert(host.Id, visit.ToPending() with { Attempts = Math.Max(0, visit.Attempts - 1) });
        tables.Book.Move(visit.Reason, Reason.Queued);
        tables.Hosts.Touch(host);
        host.Queued++;
        host.Pages--;
    }

    /// <summary>Writes the rows of urls.jsonl from a place on again, in their old order.</summary>
    private long Rewrite(long from, long rowCount)
    {
        var database = tables.Database;
        var first = database.Prepare("SELECT min(row_at), count(*) FROM visit WHERE row_at + row_length > ?1");
        first.Bind(1, from).Step();
        from = Math.Min(from, first.Int64OrNull(0) ?? from);
        var count = first.Int64(1);
        database.Release(first);

        tables.Rows.CutBackTo(from, rowCount - count);
        var read = database.Prepare($"SELECT {VisitTable.Columns} FROM visit WHERE row_at >= ?1 ORDER BY row_at");
        var places = new List<(long UrlId, long At, int Length)>();
        read.Bind(1, from);
        while (read.Step())
        {
            var visit = VisitTable.Read(read);
            var row = settling.RowBytes(visit.ToRow(tables.Urls.Find(visit.UrlId)?.Url ?? "", tables.Urls.Url(visit.ReferrerId)));
            places.Add((visit.UrlId, tables.Rows.Add(row), row.Length));
        }

        database.Release(read);
        var update = database.Prepare("UPDATE visit SET row_at=?2, row_length=?3 WHERE url_id=?1");
        foreach (var (urlId, at, length) in places) update.Bind(1, urlId).Bind(2, at).Bind(3, length).Run();
        database.Release(update);
        return count;
    }
}
