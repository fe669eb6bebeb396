using System.Buffers;
using System.Text.Json;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Storage.Tables;

namespace ActorCrawler.Storage.Commits;

/// <summary>Ends visits: takes URLs out of the queue, writes what became of them, and their rows.</summary>
internal sealed class Settling(JobTables tables) : IDisposable
{
    private readonly ArrayBufferWriter<byte> _row = new(1024);

    private readonly Utf8JsonWriter _json = new(Stream.Null, UrlRow.WriterOptions);

    /// <summary>Settles one URL.</summary>
    /// <returns>The depth at which it stood, which its links follow; null when it was queued no more, and nothing was taken.</returns>
    internal int? Settle(SettledUrl settled)
    {
        var url = settled.Url;
        if (settled.Reason.IsPage() == settled.PageRow.IsEmpty || settled.Reason == Reason.Queued)
            throw new ArgumentException($"{url.Url} is settled as {settled.Reason} with a row of {settled.PageRow.Length} bytes.", nameof(settled));

        var host = tables.Hosts.Get(url.HostId);
        var (priority, depth, referrerId, referrer) = (url.Priority, url.Depth, url.ReferrerId, url.Referrer);
        if (!tables.Queue.Delete(host.Id, priority, depth, url.Id))
        {
            // A shorter path was found while it was leased, or it is queued no more.
            if (tables.Queue.Find(host.Id, depth, url.Id) is not { } moved) return null;
            tables.Queue.Delete(host.Id, moved.Priority, moved.Depth, url.Id);
            (priority, depth, referrerId, referrer) = (moved.Priority, moved.Depth, moved.ReferrerId, tables.Urls.Url(moved.ReferrerId));
        }

        var visit = new EndedVisit
        {
            UrlId = url.Id,
            Reason = settled.Reason,
            Kind = url.Kind,
            Priority = priority,
            Depth = depth,
            Hops = url.Hops,
            Attempts = url.Attempts + (settled.FetchedAt is null ? 0 : 1),
            ReferrerId = referrerId,
            Status = settled.Status,
            FetchedAt = settled.FetchedAt?.ToUnixTimeMilliseconds(),
            ElapsedMilliseconds = settled.Elapsed is { } elapsed ? UrlRow.Milliseconds(elapsed) : null,
            Size = settled.Size,
            BytesReceived = settled.BytesReceived,
            PageAt = settled.PageRow.IsEmpty ? null : tables.Outputs.AddPage(url.Id, settled.PageRow, settled.Outputs),
            PageLength = settled.PageRow.Length,
            Indexable = settled.Indexable,
            ContentType = settled.ContentType,
            RedirectUrl = settled.RedirectUrl,
            ETag = settled.ETag,
            LastModified = settled.LastModified,
            ContentHash = settled.ContentHash,
            Detail = settled.DuplicateOf == 0 ? settled.Detail : $"its content is that of {tables.Urls.Url(settled.DuplicateOf)}",
            TextFingerprint = settled.TextFingerprint,
        };
        End(host, visit, url.Url, referrer);
        foreach (var row in settled.Outputs) tables.Outputs.Add(url.Id, row);
        if (settled.Capture is { } capture) tables.Archive?.Add(url.Id, capture, depth, referrer, settled.Elapsed);
        tables.Book.Move(Reason.Queued, settled.Reason);
        tables.Book.Receive(settled.BytesReceived);
        host.Queued--;
        if (settled.Reason.IsPage()) host.Pages++;
        return depth;
    }

    /// <summary>Notes an attempt in vain; the URL stays queued.</summary>
    /// <returns>False when it was queued no more, and nothing was taken.</returns>
    internal bool Retry(RetriedUrl retried)
    {
        var url = retried.Url;
        var notBefore = retried.NotBefore.ToUnixTimeMilliseconds();
        if (!tables.Queue.Retry(url.HostId, url.Priority, url.Depth, url.Id, retried.Attempts, notBefore, retried.Suspect))
        {
            if (tables.Queue.Find(url.HostId, url.Depth, url.Id) is not { } moved) return false;
            tables.Queue.Retry(url.HostId, moved.Priority, moved.Depth, url.Id, retried.Attempts, notBefore, retried.Suspect);
        }

        tables.Visits.AddAttempt(retried);
        tables.Book.Receive(retried.BytesReceived);
        return true;
    }

    /// <summary>Ends a visit that no fetch ended: an exclusion, or a host that was given up. Counts are the caller's.</summary>
    internal void EndUnfetched(HostEntry host, in PendingVisit pending, Reason reason, string? detail, string url)
    {
        var visit = new EndedVisit
        {
            UrlId = pending.UrlId,
            Reason = reason,
            Kind = pending.Kind,
            Priority = pending.Priority,
            Depth = pending.Depth,
            Hops = pending.Hops,
            Attempts = pending.Attempts,
            ReferrerId = pending.ReferrerId,
            Detail = detail,
        };
        End(host, visit, url, UrlRow.IsWrittenFor(reason) ? tables.Urls.Url(pending.ReferrerId) : null);
    }

    /// <summary>The bytes of a row, newline included; valid until the next.</summary>
    internal ReadOnlySpan<byte> RowBytes(in UrlRow row)
    {
        _row.ResetWrittenCount();
        _json.Reset(_row);
        row.Write(_json);
        _row.Write("\n"u8);
        return _row.WrittenSpan;
    }

    public void Dispose() => _json.Dispose();

    private void End(HostEntry host, in EndedVisit visit, string url, string? referrer)
    {
        tables.Hosts.Touch(host);
        if (!UrlRow.IsWrittenFor(visit.Reason))
        {
            tables.Visits.Insert(visit);
            return;
        }

        var row = RowBytes(visit.ToRow(url, referrer));
        tables.Visits.Insert(visit with { RowAt = tables.Rows.Add(row), RowLength = row.Length });
    }
}
