using ActorCrawler.Core.Frontier;
using ActorCrawler.Storage.Tables;

namespace ActorCrawler.Storage.Commits;

/// <summary>Queues again what a budget had excluded.</summary>
internal static class Reopening
{
    /// <summary>Does so within the open transaction. Reads every visit, when there is anything to queue again.</summary>
    internal static void Run(JobTables tables)
    {
        var database = tables.Database;
        var closed = database.Prepare("SELECT id FROM host WHERE closed=?1");
        var hosts = new List<long>();
        closed.Bind(1, (long)Reason.Budget);
        while (closed.Step()) hosts.Add(closed.Int64(0));
        database.Release(closed);
        foreach (var id in hosts) tables.Hosts.SaveClosed(tables.Hosts.Get(id), null, null);
        database.Execute($"DELETE FROM closing WHERE reason={(long)Reason.Budget}");

        if (tables.Book[Reason.Budget] == 0) return;
        var read = database.Prepare($"SELECT {VisitTable.Columns} FROM visit WHERE reason=?1 AND url_id>?2 ORDER BY url_id LIMIT 1000");
        var portion = new List<EndedVisit>();
        long last = 0;
        do
        {
            portion.Clear();
            read.Bind(1, (long)Reason.Budget).Bind(2, last);
            while (read.Step()) portion.Add(VisitTable.Read(read));
            foreach (var visit in portion) Queue(tables, visit);
            if (portion.Count > 0) last = portion[^1].UrlId;
        }
        while (portion.Count > 0);
        database.Release(read);
    }

    private static void Queue(JobTables tables, in EndedVisit visit)
    {
        var host = tables.Hosts.Get(tables.Urls.Find(visit.UrlId)?.HostId ?? 0);
        tables.Visits.Delete(visit.UrlId);
        tables.Queue.Insert(host.Id, visit.ToPending());
        tables.Book.Move(Reason.Budget, Reason.Queued);
        tables.Hosts.Touch(host);
        host.Queued++;
    }
}
