using ActorCrawler.Core.Frontier;
using ActorCrawler.Storage.Commits;
using ActorCrawler.Storage.Files;
using ActorCrawler.Storage.Outputs;
using ActorCrawler.Storage.Tables;

namespace ActorCrawler.Storage;

/// <summary>
/// Brings outputs and database back together when a job is opened. Longer outputs are cut. What is missing from a shorter output is queued
/// again, with everything that was settled after it; rows of urls.jsonl are a function of the database, so what is missing there is written
/// again. Interrupted anywhere, the next start does the same from the beginning.
/// </summary>
internal sealed class Recovery(JobTables tables, Settling settling)
{
    private const int Portion = 1000;

    /// <summary>Repairs, and says what was done.</summary>
    internal RecoveryReport Run(bool isNew, bool unclean, Action commit)
    {
        var outputs = tables.Outputs;
        var cut = outputs.Current.Sum(OutputTails.Excess) + OutputTails.CutEnded(tables.Directory, outputs.Ended);
        var pagesLength = outputs.Pages is { } pages ? OutputTails.GoodLength(pages, unclean, isText: true) : 0;
        var rowsLength = OutputTails.GoodLength(outputs.Rows, unclean, isText: true);
        var others = outputs.Streams.Select(stream => (stream.File, Length: OutputTails.GoodLength(stream.File, unclean, stream.Spec is { IsText: true, Gzip: false })))
            .ToList();
        long lost = 0, rows = 0;
        if (pagesLength < (outputs.Pages?.Committed ?? 0) || rowsLength < outputs.Rows.Committed || others.Any(other => other.Length < other.File.Committed)
            || outputs.Tables?.ActualBatches() < outputs.Tables?.Committed)
        {
            tables.BeginRepair();
            try
            {
                (lost, rows) = Repair(pagesLength, rowsLength, others);
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
            outputs.CutBack();
        }

        return new RecoveryReport
        {
            IsNew = isNew,
            Unclean = unclean,
            BytesCut = cut,
            QueuedAgain = lost,
            RowsRewritten = rows,
            Queued = tables.Book[Reason.Queued],
        };
    }

    private (long Lost, long Rows) Repair(long pagesLength, long rowsLength, IReadOnlyList<(AppendFile File, long Length)> others)
    {
        using var lost = new LostVisits(tables.Database);
        if (pagesLength < tables.Pages?.Committed) lost.AddPages(pagesLength);
        if (tables.Outputs.Tables is { } batches && batches.ActualBatches() < batches.Committed) lost.AddPlaces(batches.Id, batches.ActualBatches());
        foreach (var (file, length) in others)
            if (length < file.Committed) lost.AddPlaces(file.Id, length);
        lost.AddFollowers();

        var rowsEnd = Math.Min(rowsLength, lost.FirstRow() ?? rowsLength);
        var (firstPage, pages) = lost.Pages();
        tables.Pages?.CutBackTo(Math.Min(pagesLength, firstPage ?? pagesLength), tables.Pages.Rows - pages);
        if (tables.Outputs.Tables is { } sqlite)
        {
            var (first, count) = lost.Places(sqlite.Id);
            sqlite.CutBackTo(Math.Min(Math.Min(sqlite.ActualBatches(), sqlite.Committed), first ?? long.MaxValue), sqlite.Rows - count);
        }

        foreach (var (file, length) in others)
        {
            var (first, count) = lost.Places(file.Id);
            var left = file.Rows - count;
            file.CutBackTo(left == 0 ? 0 : Math.Min(length, first ?? length), left);
        }

        lost.CutEnded(tables.Directory, tables.Outputs.Ended);
        var (lostCount, lostRows) = QueueAgain(lost);
        if (lostCount > 0) tables.Job.Finish(null);
        return (lostCount, Rewrite(rowsEnd, tables.Rows.Rows - lostRows));
    }

    private (long Visits, long Rows) QueueAgain(LostVisits lost)
    {
        long visits = 0, rows = 0;
        for (var portion = lost.After(0, Portion); portion.Count > 0; portion = lost.After(portion[^1].UrlId, Portion))
        {
            foreach (var visit in portion)
            {
                QueueAgain(visit);
                visits++;
                if (visit.RowAt is not null) rows++;
            }
        }

        lost.DeletePlaces();
        return (visits, rows);
    }

    private void QueueAgain(in EndedVisit visit)
    {
        var host = tables.Hosts.Get(tables.Urls.Find(visit.UrlId)?.HostId ?? 0);
        tables.Visits.Delete(visit.UrlId);
        tables.Queue.Insert(host.Id, visit.ToPending() with { Attempts = Math.Max(0, visit.Attempts - 1) });
        tables.Book.Move(visit.Reason, Reason.Queued);
        tables.Hosts.Touch(host);
        host.Queued++;
        if (visit.Reason.IsPage()) host.Pages--;
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

        // Numbers alone are sorted: whole visits of a large crawl would not fit into memory.
        database.Execute("CREATE TEMP TABLE again(row_at INTEGER PRIMARY KEY, url_id INTEGER NOT NULL)");
        var gather = database.Prepare("INSERT INTO temp.again SELECT row_at, url_id FROM visit WHERE row_at >= ?1");
        gather.Bind(1, from).Run();
        database.Release(gather);
        var read = database.Prepare("SELECT url_id FROM temp.again ORDER BY row_at");
        var update = database.Prepare("UPDATE visit SET row_at=?2, row_length=?3 WHERE url_id=?1");
        while (read.Step())
        {
            var visit = tables.Visits.Find(read.Int64(0))!.Value;
            var row = settling.RowBytes(visit.ToRow(tables.Urls.Find(visit.UrlId)?.Url ?? "", tables.Urls.Url(visit.ReferrerId)));
            update.Bind(1, visit.UrlId).Bind(2, tables.Rows.Add(row)).Bind(3, row.Length).Run();
        }

        database.Release(read);
        database.Release(update);
        database.Execute("DROP TABLE temp.again");
        return count;
    }
}
