using System.Text;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Storage.Tables;

namespace ActorCrawler.Storage.Commits;

/// <summary>
/// Carries out changed budgets when a job is opened: a higher one queues again what the old one had excluded, a lower depth excludes what is
/// queued beyond it. What has been fetched stays. Reads every visit, when there may be anything to queue again.
/// </summary>
internal sealed class Reopening(JobTables tables, Settling settling, Blocking blocking, StoreOptions options)
{
    private const int Portion = 1000;

    /// <summary>Whether there is anything to do.</summary>
    internal bool IsDue => tables.Job.MaxDepth != options.MaxDepth || UnderBudget().Count > 0;

    /// <summary>Does it, within the open transaction.</summary>
    /// <returns>How many URLs are queued again.</returns>
    internal long Run()
    {
        var revived = ReopenHosts();
        var before = tables.Job.MaxDepth;
        if (before is not null && !(options.MaxDepth <= before)) revived += Deepen(options.MaxDepth);
        else if (options.MaxDepth is { } limit && !(before <= limit)) Flatten(limit);
        if (before != options.MaxDepth) tables.Job.SetMaxDepth(options.MaxDepth);
        if (revived > 0) tables.Job.Finish(null);
        return revived;
    }

    /// <summary>Hosts that had given as many pages as they might, and may give more now.</summary>
    private HashSet<long> UnderBudget()
    {
        var hosts = new HashSet<long>();
        var read = tables.Database.Prepare("SELECT id FROM host WHERE closed=?1 AND (?2 IS NULL OR pages<?2)");
        read.Bind(1, (long)Reason.Budget).Bind(2, options.MaxPagesPerHost);
        while (read.Step()) hosts.Add(read.Int64(0));
        tables.Database.Release(read);
        return hosts;
    }

    private long ReopenHosts()
    {
        var hosts = UnderBudget();
        if (hosts.Count == 0) return 0;
        var forget = tables.Database.Prepare("DELETE FROM closing WHERE host_id=?1");
        foreach (var id in hosts)
        {
            tables.Hosts.SaveClosed(tables.Hosts.Get(id), null, null);
            forget.Bind(1, id).Run();
        }

        tables.Database.Release(forget);
        return QueueAgain(Reason.Budget, int.MaxValue, hosts.Contains);
    }

    private long Deepen(int? limit) => QueueAgain(Reason.Depth, limit ?? int.MaxValue, _ => true);

    private long QueueAgain(Reason reason, int maxDepth, Predicate<long> ofHost)
    {
        if (tables.Book[reason] == 0) return 0;
        var read = tables.Database.Prepare($"SELECT {VisitTable.Columns} FROM visit WHERE reason=?1 AND depth<=?2 AND url_id>?3 ORDER BY url_id LIMIT {Portion}");
        var portion = new List<EndedVisit>();
        long last = 0, count = 0;
        do
        {
            portion.Clear();
            read.Bind(1, (long)reason).Bind(2, maxDepth).Bind(3, last);
            while (read.Step()) portion.Add(VisitTable.Read(read));
            foreach (var visit in portion)
            {
                var host = tables.Hosts.Get(tables.Urls.Find(visit.UrlId)?.HostId ?? 0);
                if (ofHost(host.Id) && Queue(host, visit)) count++;
            }

            if (portion.Count > 0) last = portion[^1].UrlId;
        }
        while (portion.Count == Portion);
        tables.Database.Release(read);
        return count;
    }

    private bool Queue(HostEntry host, in EndedVisit visit)
    {
        tables.Visits.Delete(visit.UrlId);
        tables.Hosts.Touch(host);
        var url = tables.Urls.Url(visit.UrlId) ?? "";
        var block = host.Closed is null ? blocking.Find(host.Key, Encoding.UTF8.GetBytes(url)) : null;
        if ((host.Closed ?? (block is null ? null : Reason.Blocked)) is { } reason)
        {
            settling.EndUnfetched(host, visit.ToPending(), reason, block?.Detail ?? host.ClosedDetail, url);
            tables.Book.Move(visit.Reason, reason);
            return false;
        }

        tables.Queue.Insert(host.Id, visit.ToPending());
        tables.Book.Move(visit.Reason, Reason.Queued);
        host.Queued++;
        return true;
    }

    private void Flatten(int limit)
    {
        var read = tables.Database.Prepare("SELECT DISTINCT host_id FROM queue WHERE depth>?1 AND kind<>?2");
        var hosts = new List<long>();
        read.Bind(1, limit).Bind(2, (long)VisitKind.Sitemap);
        while (read.Step()) hosts.Add(read.Int64(0));
        tables.Database.Release(read);
        foreach (var id in hosts)
        {
            var deeper = new List<PendingVisit>();
            tables.Queue.Scan(id, visit =>
            {
                if (visit.Depth > limit && visit.Kind != VisitKind.Sitemap) deeper.Add(visit);
                return true;
            });
            var host = tables.Hosts.Get(id);
            foreach (var visit in deeper)
            {
                tables.Queue.Delete(id, visit.Priority, visit.Depth, visit.UrlId);
                settling.EndUnfetched(host, visit, Reason.Depth, null, tables.Urls.Url(visit.UrlId) ?? "");
            }

            tables.Book.Move(Reason.Queued, Reason.Depth, deeper.Count);
            tables.Hosts.Touch(host);
            host.Queued -= deeper.Count;
        }
    }
}
