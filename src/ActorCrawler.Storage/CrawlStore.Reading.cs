using System.Globalization;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Storage.Files;
using ActorCrawler.Storage.Tables;

namespace ActorCrawler.Storage;

/// <summary>What the owner of a store asks of it.</summary>
public sealed partial class CrawlStore
{
    /// <summary>The next URLs of a host, in the order in which they are to be fetched: priority, lowest depth, discovery.</summary>
    /// <param name="hostId">The host.</param>
    /// <param name="except">Numbers of URLs that the caller holds already.</param>
    /// <param name="max">At most so many.</param>
    /// <param name="now">Retries that are to wait longer are left out.</param>
    /// <param name="nextRetry">When the first of those that were left out is due; null when none was.</param>
    /// <exception cref="StorageException">It cannot be read.</exception>
    public IReadOnlyList<QueuedUrl> LoadWindow(
        long hostId, IReadOnlySet<long> except, int max, DateTimeOffset now, out DateTimeOffset? nextRetry)
    {
        ThrowIfDead();
        var window = new List<QueuedUrl>();
        var due = now.ToUnixTimeMilliseconds();
        long? earliest = null;
        if (max > 0)
        {
            _tables.Queue.Scan(hostId, visit =>
            {
                if (except.Contains(visit.UrlId)) return true;
                if (visit.NotBefore > due && visit.NotBefore <= due + _options.LongestRetryWait(visit.Attempts).TotalMilliseconds)
                {
                    earliest = Math.Min(earliest ?? long.MaxValue, visit.NotBefore.Value);
                    return true;
                }

                window.Add(ToQueuedUrl(hostId, visit));
                return window.Count < max;
            });
        }

        nextRetry = earliest is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;
        return window;
    }

    /// <summary>Hosts that have queued URLs, by rising number.</summary>
    /// <param name="afterId">Begin after this host; 0 for the first.</param>
    /// <param name="except">Hosts that the caller holds already.</param>
    /// <param name="max">At most so many.</param>
    public IReadOnlyList<HostRecord> LoadHosts(long afterId, IReadOnlySet<long> except, int max)
    {
        ThrowIfDead();
        return _tables.Hosts.Reader.Waiting(afterId, except, max);
    }

    /// <summary>The greatest number of a host; 0 when there is none.</summary>
    public long LastHostId
    {
        get
        {
            ThrowIfDead();
            return _tables.Hosts.Reader.LastId();
        }
    }

    /// <summary>A host by its number; null when there is none.</summary>
    public HostRecord? Host(long id)
    {
        ThrowIfDead();
        return _tables.Hosts.Reader.ById(id);
    }

    /// <summary>A host by its key (<c>scheme://name[:port]</c>); null when nothing of it is known.</summary>
    public HostRecord? Host(string key)
    {
        ThrowIfDead();
        return _tables.Hosts.Reader.ByKey(key);
    }

    /// <summary>The hosts that gave most pages. Reads every host.</summary>
    public IReadOnlyList<HostRecord> TopHosts(int max)
    {
        ThrowIfDead();
        return _tables.Hosts.Reader.Top(max);
    }

    /// <summary>The contents of the pages found last, the older ones first.</summary>
    /// <param name="most">At most so many.</param>
    public IReadOnlyList<PageContent> PageContents(int most)
    {
        ThrowIfDead();
        return _tables.Visits.Contents(most);
    }

    /// <summary>Start URLs that ended, with those that they redirected to, in the order of discovery.</summary>
    /// <param name="among">How many of the job's first URLs are looked at: start URLs stand at its beginning.</param>
    public IReadOnlyList<StartVisit> StartVisits(long among)
    {
        ThrowIfDead();
        return _tables.Visits.StartVisits(among);
    }

    /// <summary>What was blocked.</summary>
    public IReadOnlyList<BlockRule> Blocks
    {
        get
        {
            ThrowIfDead();
            return [.. _blocking.Rules];
        }
    }

    /// <summary>Hosts that joined the scope.</summary>
    public IReadOnlyList<string> ScopeHosts()
    {
        ThrowIfDead();
        return ScopeTable.Read(_tables.Database);
    }

    /// <summary>Bytes that can still be written where the job directory is.</summary>
    public long FreeSpace() => _options.FreeSpace?.Invoke() ?? DiskSpace.Free(_options.Directory);

    /// <summary>
    /// One line for people when no more than the reserve is free, null otherwise. Begin nothing new then: a commit that fails for lack of space has
    /// no effect, but costs work.
    /// </summary>
    /// <exception cref="StorageException">The directory is gone or cannot be asked.</exception>
    public string? ShortOfSpace()
    {
        var free = FreeSpace();
        if (free > _options.DiskReserve) return null;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{free / 1e6:0.0} MB are left where {_options.Directory} is, and {_options.DiskReserve / 1e6:0.0} MB are to be left free (storage.disk-reserve)");
    }

    private QueuedUrl ToQueuedUrl(long hostId, in PendingVisit visit)
    {
        var url = _tables.Urls.Find(visit.UrlId)
            ?? throw new StorageException(StorageError.Corrupt, $"URL {visit.UrlId} is queued, but has no identity.");
        return new QueuedUrl(
            visit.UrlId, hostId, url.Url, visit.Kind, visit.Depth, visit.ReferrerId, _tables.Urls.Url(visit.ReferrerId), visit.Hops, visit.Attempts,
            visit.NotBefore is { } notBefore ? DateTimeOffset.FromUnixTimeMilliseconds(notBefore) : null, visit.Suspect)
        {
            Priority = visit.Priority,
        };
    }
}
