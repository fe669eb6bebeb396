using ActorCrawler.Core.Frontier;
using ActorCrawler.Storage.Sqlite;
using ActorCrawler.Storage.Tables;

namespace ActorCrawler.Storage.Commits;

/// <summary>
/// Settles the queues of closed hosts, a portion with every commit, so that a host with a million queued URLs holds nobody up.
/// Which hosts are left is a table: a crash in between goes on where it was.
/// </summary>
internal sealed class HostClosing
{
    private readonly JobTables _tables;

    private readonly Settling _settling;

    private readonly int _portion;

    private readonly Statement _add;

    private readonly Statement _next;

    private readonly Statement _remove;

    private readonly Statement _count;

    private readonly List<PendingVisit> _taken = [];

    internal HostClosing(JobTables tables, Settling settling, int portion)
    {
        _tables = tables;
        _settling = settling;
        _portion = portion;
        _add = tables.Database.Prepare("INSERT OR REPLACE INTO closing VALUES(?1, ?2, ?3)");
        _next = tables.Database.Prepare("SELECT host_id, reason, detail FROM closing ORDER BY host_id LIMIT 1");
        _remove = tables.Database.Prepare("DELETE FROM closing WHERE host_id=?1");
        _count = tables.Database.Prepare("SELECT count(*) FROM closing");
        Remaining = Count();
    }

    /// <summary>Hosts whose queues are not settled yet.</summary>
    internal int Remaining { get; private set; }

    /// <summary>Closes a host: what is found of it from now on gets the reason at once, what is queued gets it in portions.</summary>
    internal void Add(long hostId, Reason reason, string? detail)
    {
        if (reason.State() is UrlState.Queued or UrlState.Done)
            throw new ArgumentException($"A host cannot be closed with the reason {reason}.", nameof(reason));
        _tables.Hosts.SaveClosed(_tables.Hosts.Get(hostId), reason, detail);
        _add.Bind(1, hostId).Bind(2, (long)reason).BindText(3, detail).Run();
        Remaining = Count();
    }

    /// <summary>Settles the next portion.</summary>
    internal void Advance()
    {
        for (var left = _portion; left > 0 && Remaining > 0;)
        {
            if (!_next.Step()) break;
            var (hostId, reason, detail) = (_next.Int64(0), (Reason)_next.Int64(1), _next.TextOrNull(2));
            _next.Reset();
            left -= Math.Max(1, Settle(_tables.Hosts.Get(hostId), reason, detail, left));
        }
    }

    /// <summary>Counts again after a failed transaction.</summary>
    internal void Rollback() => Remaining = Count();

    private int Settle(HostEntry host, Reason reason, string? detail, int max)
    {
        _taken.Clear();
        _tables.Queue.Scan(host.Id, visit =>
        {
            if (_taken.Count == max) return false;
            _taken.Add(visit);
            return true;
        });
        foreach (var visit in _taken)
        {
            _tables.Queue.Delete(host.Id, visit.Priority, visit.Depth, visit.UrlId);
            _settling.EndUnfetched(host, visit, reason, detail, _tables.Urls.Find(visit.UrlId)?.Url ?? "");
        }

        _tables.Book.Move(Reason.Queued, reason, _taken.Count);
        host.Queued -= _taken.Count;
        _tables.Hosts.Touch(host);
        if (_taken.Count < max)
        {
            _remove.Bind(1, host.Id).Run();
            Remaining--;
        }

        return _taken.Count;
    }

    private int Count()
    {
        _count.Step();
        var count = _count.Int32(0);
        _count.Reset();
        return count;
    }
}
