using ActorCrawler.Core.Frontier;
using ActorCrawler.Storage.Sqlite;

namespace ActorCrawler.Storage.Tables;

/// <summary>Visits to come, in the order in which each host is crawled: priority, depth, number.</summary>
internal sealed class QueueTable
{
    /// <summary>Sitemaps go first: what they name counts as depth 1.</summary>
    private const int SitemapPriority = 0;

    private const int NormalPriority = 1;

    private readonly Statement _insert;

    private readonly Statement _delete;

    private readonly Statement _find;

    private readonly Statement _retry;

    private readonly Statement _suspect;

    private readonly Statement _scan;

    internal QueueTable(Database database)
    {
        _insert = database.Prepare("INSERT INTO queue VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
        _delete = database.Prepare("DELETE FROM queue WHERE host_id=?1 AND priority=?2 AND depth=?3 AND url_id=?4");
        _find = database.Prepare(
            "SELECT kind, referrer_id, hops, attempts, not_before, suspect FROM queue WHERE host_id=?1 AND priority=?2 AND depth=?3 AND url_id=?4");
        _retry = database.Prepare(
            "UPDATE queue SET attempts=?5, not_before=?6, suspect=?7 WHERE host_id=?1 AND priority=?2 AND depth=?3 AND url_id=?4");
        _suspect = database.Prepare("UPDATE queue SET suspect=1 WHERE host_id=?1 AND priority=?2 AND depth=?3 AND url_id=?4");
        _scan = database.Prepare(
            "SELECT priority, depth, url_id, kind, referrer_id, hops, attempts, not_before, suspect FROM queue WHERE host_id=?1 ORDER BY priority, depth, url_id");
    }

    internal static int PriorityOf(VisitKind kind) => kind == VisitKind.Sitemap ? SitemapPriority : NormalPriority;

    internal void Insert(long hostId, in PendingVisit visit) =>
        _insert.Bind(1, hostId).Bind(2, visit.Priority).Bind(3, visit.Depth).Bind(4, visit.UrlId).Bind(5, (long)visit.Kind)
            .Bind(6, visit.ReferrerId).Bind(7, visit.Hops).Bind(8, visit.Attempts).Bind(9, visit.NotBefore).Bind(10, visit.Suspect).Run();

    /// <summary>Takes a URL out; false when it does not stand under that key.</summary>
    internal bool Delete(long hostId, int priority, int depth, long urlId) =>
        _delete.Bind(1, hostId).Bind(2, priority).Bind(3, depth).Bind(4, urlId).Run() == 1;

    /// <summary>
    /// Finds a URL that may have moved to a smaller depth since <paramref name="depth"/> was read. Depths are few, so trying each is cheaper
    /// than an index that every insert would pay for.
    /// </summary>
    internal PendingVisit? Find(long hostId, int depth, long urlId)
    {
        for (; depth >= 0; depth--)
        {
            for (var priority = SitemapPriority; priority <= NormalPriority; priority++)
            {
                if (!_find.Bind(1, hostId).Bind(2, priority).Bind(3, depth).Bind(4, urlId).Step()) continue;
                var visit = new PendingVisit
                {
                    UrlId = urlId,
                    Priority = priority,
                    Depth = depth,
                    Kind = (VisitKind)_find.Int64(0),
                    ReferrerId = _find.Int64(1),
                    Hops = _find.Int32(2),
                    Attempts = _find.Int32(3),
                    NotBefore = _find.Int64OrNull(4),
                    Suspect = _find.Int64(5) != 0,
                };
                _find.Reset();
                return visit;
            }
        }

        return null;
    }

    /// <summary>Changes what a retry changes; false when the URL does not stand under that key.</summary>
    internal bool Retry(long hostId, int priority, int depth, long urlId, int attempts, long notBefore, bool suspect) =>
        _retry.Bind(1, hostId).Bind(2, priority).Bind(3, depth).Bind(4, urlId).Bind(5, attempts).Bind(6, notBefore).Bind(7, suspect).Run() == 1;

    /// <summary>Marks a URL as one that a process died of, perhaps; false when it is queued no more.</summary>
    internal bool Suspect(VisitKey page) =>
        Find(page.HostId, page.Depth, page.UrlId) is { } visit
        && _suspect.Bind(1, page.HostId).Bind(2, visit.Priority).Bind(3, visit.Depth).Bind(4, page.UrlId).Run() == 1;

    /// <summary>A host's queue in order, for as long as <paramref name="take"/> says to go on.</summary>
    internal void Scan(long hostId, Func<PendingVisit, bool> take)
    {
        _scan.Bind(1, hostId);
        while (_scan.Step())
        {
            var visit = new PendingVisit
            {
                Priority = _scan.Int32(0),
                Depth = _scan.Int32(1),
                UrlId = _scan.Int64(2),
                Kind = (VisitKind)_scan.Int64(3),
                ReferrerId = _scan.Int64(4),
                Hops = _scan.Int32(5),
                Attempts = _scan.Int32(6),
                NotBefore = _scan.Int64OrNull(7),
                Suspect = _scan.Int64(8) != 0,
            };
            if (!take(visit)) break;
        }

        _scan.Reset();
    }
}
