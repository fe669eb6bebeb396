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
internal sealed class Discovery(JobTables tables, Settling settling, Blocking blocking, StoreOptions options)
{
    private readonly FoundUrls _found = new(new Fingerprinter(tables.Job.FingerprintKey));

    private readonly List<Candidate> _matters = [];

    /// <summary>Forgets what was gathered.</summary>
    internal void Clear() => _found.Clear();

    /// <summary>Gathers a URL. What lies outside the scope is counted, not stored.</summary>
    internal void Add(NewUrl found)
    {
        if (found.Verdict == Reason.Scope) tables.Book.DiscoverExternal(1);
        else _found.Add(found);
    }

    /// <summary>Gathers the links of a settled page.</summary>
    internal void AddLinks(SettledUrl settled, int pageDepth) =>
        tables.Book.DiscoverExternal(_found.AddLinks(settled.Links, pageDepth + 1, settled.Url.Id) + settled.ExternalLinks);

    /// <summary>Enters what was gathered.</summary>
    internal void Enter()
    {
        if (_found.Candidates.Count == 0) return;
        var unique = _found.Candidates.Sort();
        tables.Known.Find(unique);

        // Nearly all are known by a path that is no longer: only the rest is put back into the order of discovery.
        _matters.Clear();
        foreach (ref readonly var candidate in unique)
            if (candidate.Known == Candidate.Unknown || KnownUrl.MayBeDeeper(candidate.Known, candidate.Depth)) _matters.Add(candidate);
        _matters.Sort(static (a, b) => a.Item.CompareTo(b.Item));
        foreach (var candidate in _matters)
        {
            var print = new Fingerprint(candidate.High, candidate.Low);
            var found = _found[candidate.Item];
            if (candidate.Known == Candidate.Unknown) EnterNew(print, found);
            else if (found.Verdict == Reason.Queued) EnterShorter(print, found);
        }
    }

    private void EnterNew(Fingerprint print, in FoundUrl found)
    {
        var host = _found.HostOf(found, tables.Hosts);
        var reason = Judge(found, host);
        var id = tables.Urls.Insert(host.Id, found.Depth, _found.TextOf(found));
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
        else EndUnfetched(host, visit, reason, found);
    }

    /// <summary>What only the store knows about a URL that the rules let pass: depth beyond the limit, a closed host, too many URLs of a host.</summary>
    private Reason Judge(in FoundUrl found, HostEntry host)
    {
        if (found.Verdict != Reason.Queued) return found.Verdict;
        if (found.Depth > options.MaxDepth && found.Kind != VisitKind.Sitemap) return Reason.Depth;
        if (host.Closed is { } closed) return closed;
        if (Block(found, host) is not null) return Reason.Blocked;
        return options.MaxUrlsPerHost is { } limit && host.Urls >= limit ? Reason.TrapHostUrls : Reason.Queued;
    }

    private BlockRule? Block(in FoundUrl found, HostEntry host) => blocking.Rules.Count == 0 ? null : blocking.Find(host.Key, _found.TextOf(found));

    private void Queue(HostEntry host, in PendingVisit visit)
    {
        tables.Queue.Insert(host.Id, visit);
        host.Queued++;
        host.Added++;
        host.MinDepth = Math.Min(host.MinDepth, visit.Depth);
    }

    private void EndUnfetched(HostEntry host, in PendingVisit visit, Reason reason, in FoundUrl found) =>
        settling.EndUnfetched(
            host, visit, reason, reason == host.Closed ? host.ClosedDetail : reason == Reason.Blocked ? Block(found, host)?.Detail : null,
            UrlRow.IsWrittenFor(reason) ? Encoding.UTF8.GetString(_found.TextOf(found)) : "");

    /// <summary>What may be a shorter path to a known URL: matters while it is queued, or when depth excluded it.</summary>
    private void EnterShorter(Fingerprint print, in FoundUrl found)
    {
        var known = tables.Known.Find(print);
        if (!KnownUrl.MayBeDeeper(known.Bound, found.Depth)) return;
        if (tables.Visits.Find(known.Id) is { } visit)
        {
            if (visit.Reason == Reason.Depth && found.Depth < visit.Depth) Revive(visit, found);

            // What was fetched or excluded for good has no use for a shorter path: depth 0 spares the next look.
            var bound = visit.Reason == Reason.Depth ? Math.Min(visit.Depth, found.Depth) : 0;
            tables.Known.Put(print, new KnownUrl(known.Id, bound));
            return;
        }

        if (tables.Urls.Find(known.Id) is not { } url || tables.Queue.Find(url.HostId, url.Depth, known.Id) is not { } queued)
            throw new StorageException(StorageError.Corrupt, $"URL {known.Id} is known, but neither queued nor visited.");
        if (found.Depth < queued.Depth)
        {
            var host = tables.Hosts.Get(url.HostId);
            tables.Queue.Delete(host.Id, queued.Priority, queued.Depth, known.Id);
            tables.Queue.Insert(host.Id, queued with { Depth = found.Depth, ReferrerId = found.ReferrerId });
            tables.Hosts.Touch(host);
            host.MinDepth = Math.Min(host.MinDepth, found.Depth);
        }

        tables.Known.Put(print, new KnownUrl(known.Id, Math.Min(queued.Depth, found.Depth)));
    }

    private void Revive(in EndedVisit visit, in FoundUrl found)
    {
        if (found.Depth > options.MaxDepth)
        {
            tables.Visits.SetDepth(visit.UrlId, found.Depth, found.ReferrerId);
            return;
        }

        var host = _found.HostOf(found, tables.Hosts);
        var pending = visit.ToPending() with { Depth = found.Depth, ReferrerId = found.ReferrerId };
        tables.Visits.Delete(visit.UrlId);
        tables.Hosts.Touch(host);
        if ((host.Closed ?? (Block(found, host) is null ? null : Reason.Blocked)) is { } closed)
        {
            EndUnfetched(host, pending, closed, found);
            tables.Book.Move(Reason.Depth, closed);
            return;
        }

        Queue(host, pending);
        tables.Book.Move(Reason.Depth, Reason.Queued);
    }
}
