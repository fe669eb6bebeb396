using System.Text;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Urls;
using ActorCrawler.Storage.Known;
using ActorCrawler.Storage.Tables;

namespace ActorCrawler.Storage.Commits;

/// <summary>
/// Takes in found URLs: gathers those of a whole commit, drops repetitions, looks them all up at once in the order of their fingerprints,
/// then enters the new ones in the order of discovery and shortens the paths of known ones.
/// </summary>
internal sealed class Discovery(JobTables tables, Settling settling, StoreOptions options)
{
    private readonly List<NewUrl> _items = [];

    private readonly List<Candidate> _candidates = [];

    private readonly Fingerprinter _fingerprinter = new(tables.Job.FingerprintKey);

    /// <summary>Forgets what was gathered.</summary>
    internal void Clear()
    {
        _items.Clear();
        _candidates.Clear();
    }

    /// <summary>Gathers a URL. What lies outside the scope is counted, not stored.</summary>
    internal void Add(NewUrl found)
    {
        if (found.Verdict == Reason.Scope)
        {
            tables.Book.DiscoverExternal(1);
            return;
        }

        var print = _fingerprinter.Compute(Encoding.UTF8.GetBytes(found.Url));
        _candidates.Add(new Candidate { High = print.High, Low = print.Low, Depth = found.Depth, Item = _items.Count });
        _items.Add(found);
    }

    /// <summary>Enters what was gathered.</summary>
    internal void Enter()
    {
        if (_candidates.Count == 0) return;
        var all = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_candidates);
        all.Sort(static (a, b) =>
            a.High != b.High ? a.High.CompareTo(b.High)
            : a.Low != b.Low ? a.Low.CompareTo(b.Low)
            : a.Depth != b.Depth ? a.Depth.CompareTo(b.Depth)
            : a.Item.CompareTo(b.Item));
        var unique = all[..Unique(all)];
        tables.Known.Find(unique);
        unique.Sort(static (a, b) => a.Item.CompareTo(b.Item));
        foreach (ref readonly var candidate in unique)
        {
            var found = _items[candidate.Item];
            if (!candidate.Known.Exists) EnterNew(new Fingerprint(candidate.High, candidate.Low), found);
            else if (found.Verdict == Reason.Queued && candidate.Known.MayBeDeeperThan(found.Depth)) Shorten(candidate, found);
        }
    }

    /// <summary>Keeps the first of equals, which is the one with the smallest depth.</summary>
    private static int Unique(Span<Candidate> sorted)
    {
        var kept = 1;
        for (var i = 1; i < sorted.Length; i++)
            if (sorted[i].High != sorted[kept - 1].High || sorted[i].Low != sorted[kept - 1].Low) sorted[kept++] = sorted[i];
        return kept;
    }

    private void EnterNew(Fingerprint print, NewUrl found)
    {
        var host = tables.Hosts.GetOrAdd(found.Host);
        var reason = Judge(found, host);
        var id = tables.Urls.Insert(host.Id, found.Depth, Encoding.UTF8.GetBytes(found.Url));
        tables.Known.Put(print, new KnownUrl(id, found.Depth));
        tables.Book.Discover(reason);
        tables.Hosts.Touch(host);
        host.Urls++;
        var visit = new PendingVisit
        {
            UrlId = id,
            Priority = QueueTable.PriorityOf(found.Kind),
            Depth = found.Depth,
            Kind = found.Kind,
            ReferrerId = found.ReferrerId,
            Hops = found.Hops,
        };
        if (reason == Reason.Queued) Queue(host, visit);
        else settling.EndUnfetched(host, visit, reason, reason == host.Closed ? host.ClosedDetail : null, found.Url);
    }

    /// <summary>What only the store knows about a URL that the rules let pass: depth beyond the limit, a closed host, too many URLs of a host.</summary>
    private Reason Judge(NewUrl found, HostEntry host)
    {
        if (found.Verdict != Reason.Queued) return found.Verdict;
        if (found.Depth > options.MaxDepth && found.Kind != VisitKind.Sitemap) return Reason.Depth;
        if (host.Closed is { } closed) return closed;
        return options.MaxUrlsPerHost is { } limit && host.Urls >= limit ? Reason.TrapHostUrls : Reason.Queued;
    }

    private void Queue(HostEntry host, in PendingVisit visit)
    {
        tables.Queue.Insert(host.Id, visit);
        host.Queued++;
        host.Added++;
        host.MinDepth = Math.Min(host.MinDepth, visit.Depth);
    }

    /// <summary>A shorter path to a known URL: matters while it is queued, or when depth excluded it.</summary>
    private void Shorten(in Candidate candidate, NewUrl found)
    {
        var id = candidate.Known.Id;
        var print = new Fingerprint(candidate.High, candidate.Low);
        if (tables.Visits.Find(id) is { } visit)
        {
            if (visit.Reason == Reason.Depth && found.Depth < visit.Depth) Revive(visit, found);

            // What was fetched or excluded for good has no use for a shorter path: depth 0 spares the next look.
            var bound = visit.Reason == Reason.Depth ? Math.Min(visit.Depth, found.Depth) : 0;
            tables.Known.Put(print, new KnownUrl(id, bound));
            return;
        }

        if (tables.Urls.Find(id) is not { } url || tables.Queue.Find(url.HostId, url.Depth, id) is not { } queued)
            throw new StorageException(StorageError.Corrupt, $"URL {id} is known, but neither queued nor visited.");
        if (found.Depth < queued.Depth)
        {
            var host = tables.Hosts.Get(url.HostId);
            tables.Queue.Delete(host.Id, queued.Priority, queued.Depth, id);
            tables.Queue.Insert(host.Id, queued with { Depth = found.Depth, ReferrerId = found.ReferrerId });
            tables.Hosts.Touch(host);
            host.MinDepth = Math.Min(host.MinDepth, found.Depth);
        }

        tables.Known.Put(print, new KnownUrl(id, Math.Min(queued.Depth, found.Depth)));
    }

    private void Revive(in EndedVisit visit, NewUrl found)
    {
        var host = tables.Hosts.GetOrAdd(found.Host);
        var pending = visit.ToPending() with { Depth = found.Depth, ReferrerId = found.ReferrerId };
        if (found.Depth > options.MaxDepth)
        {
            tables.Visits.SetDepth(visit.UrlId, found.Depth, found.ReferrerId);
            return;
        }

        tables.Visits.Delete(visit.UrlId);
        tables.Hosts.Touch(host);
        if (host.Closed is { } closed)
        {
            settling.EndUnfetched(host, pending, closed, host.ClosedDetail, found.Url);
            tables.Book.Move(Reason.Depth, closed);
            return;
        }

        Queue(host, pending);
        tables.Book.Move(Reason.Depth, Reason.Queued);
    }
}
