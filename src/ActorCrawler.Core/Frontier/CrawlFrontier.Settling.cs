using System.Buffers.Binary;
using ActorCrawler.Core.Warc;

namespace ActorCrawler.Core.Frontier;

/// <summary>Ending visits: for good, for another attempt, or as if they had never begun.</summary>
public sealed partial class CrawlFrontier
{
    private void RetryOrFail(LeaseState lease, Reason reason, string? detail, TimeSpan hostWait, DateTimeOffset now)
    {
        var attempts = lease.Visit.Attempts + 1;
        // Where the scheme was a guess, nobody listening says that it was wrong.
        if (attempts > _settings.Retries || (lease.Visit.Kind == VisitKind.StartGuess && reason is Reason.Connect))
        {
            End(lease, reason, detail, now);
            return;
        }

        var wait = Backoff.Wait(_settings.RetryBackoffBase, _settings.RetryBackoffMax, attempts, _random.NextDouble());
        Retry(lease, reason, detail, now + (hostWait > wait ? hostWait : wait), attempts, lease.Exchange!.Status, now);
    }

    private void Retry(
        LeaseState lease, Reason reason, string? detail, DateTimeOffset notBefore, int attempts, int status, DateTimeOffset now)
    {
        StartBatch(now);
        _bytesReceived += lease.Exchange?.BytesReceived ?? 0;
        _batch.Retried.Add(new RetriedUrl(lease.Visit, reason, status, detail, lease.Exchange?.StartedAt ?? now, notBefore, attempts, lease.Visit.Suspect)
        {
            BytesReceived = lease.Exchange?.BytesReceived ?? 0,
        });
        Forget(lease, now);
    }

    /// <summary>A start URL given without a scheme could not be reached by https: http is tried.</summary>
    private void TryHttp(QueuedUrl url, DateTimeOffset now)
    {
        if (!url.Url.StartsWith("https://", StringComparison.Ordinal)) return;
        if (_rules.Judge("http://" + url.Url["https://".Length..], VisitKind.Start, 0, 0, 0) is not { } http) return;
        Note(false, $"{url.Url} cannot be reached; trying {http.Url}");
        Find(http, now);
    }

    private SettledUrl Ended(LeaseState lease, Reason reason)
    {
        var exchange = lease.Exchange!;
        return new SettledUrl
        {
            Url = lease.Visit,
            Reason = reason,
            Status = exchange.Status,
            ContentType = exchange.ContentType,
            BytesReceived = exchange.BytesReceived,
            FetchedAt = exchange.StartedAt,
            Elapsed = exchange.Elapsed,
            ETag = exchange.ETag,
            LastModified = exchange.LastModified,
            Capture = exchange.Capture,
        };
    }

    private SettledUrl EndedPage(LeaseState lease, ParseReport.Page page)
    {
        var original = page.ContentHash.Length < sizeof(ulong) ? 0
            : _duplicates?.FindOrAdd(new PageContent(lease.Visit.Id, BinaryPrimitives.ReadUInt64LittleEndian(page.ContentHash.Span), page.TextFingerprint)) ?? 0;
        var follows = original == 0 || _settings.FollowDuplicates;
        return Ended(lease, original == 0 ? Reason.Page : Reason.Duplicate) with
        {
            PageRow = page.Row,
            Outputs = page.Outputs,
            Links = follows ? page.Links : ReadOnlyMemory<byte>.Empty,
            ExternalLinks = follows ? page.ExternalLinks : 0,
            Size = page.Size,
            ContentHash = page.ContentHash,
            TextFingerprint = page.TextFingerprint,
            DuplicateOf = original,
            Indexable = page.Indexable,
            Detail = lease.Exchange!.Outcome is ExchangeOutcome.Body { Truncated: true } body ? $"the body was cut at its cap of {body.Bytes} bytes" : null,
        };
    }

    private void End(LeaseState lease, Reason reason, string? detail, DateTimeOffset now, string? redirectUrl = null)
    {
        if (lease.Visit.Kind == VisitKind.StartGuess && reason is Reason.Connect or Reason.Tls or Reason.Timeout && lease.Exchange!.Outcome is ExchangeOutcome.NoAnswer)
            TryHttp(lease.Visit, now);
        Settle(lease, Ended(lease, reason) with { Detail = detail, RedirectUrl = redirectUrl }, now);
    }

    private void Settle(LeaseState lease, SettledUrl settled, DateTimeOffset now)
    {
        Forget(lease, now);
        Settle(lease.Host, settled, now);
    }

    private void Settle(HostState host, SettledUrl settled, DateTimeOffset now)
    {
        StartBatch(now);
        _bytesReceived += settled.BytesReceived;
        _batchBytes += settled.PageRow.Length + settled.Links.Length;
        foreach (var output in settled.Outputs) _batchBytes += output.Bytes.Length;
        if (settled.Capture is { } capture) Hold(capture);
        _batch.Settled.Add(settled);
        WatchBudget(host, now);
    }

    /// <summary>Records of the archive are held until they are committed.</summary>
    private void Hold(WarcCapture capture)
    {
        _batchBytes += capture.Bytes;
        _capturesHeld += capture.Bytes;
    }

    private void Find(NewUrl url, DateTimeOffset now)
    {
        StartBatch(now);
        _batch.Found.Add(url);
    }

    /// <summary>The URL goes back to the queue, where it still is on disk, as if it had never been leased.</summary>
    private void GiveBack(LeaseState lease, DateTimeOffset now, bool released = false)
    {
        if (!released)
        {
            _fetching--;
            ReleaseSlots(lease, now);
        }

        Forget(lease, now);
        lease.Host.Held.Remove(lease.Visit.Id);
        lease.Host.NothingUntil = null;
        _ready.Place(lease.Host, now);
    }

    private void Forget(LeaseState lease, DateTimeOffset now)
    {
        _leases.Remove(lease.Lease.Id);
        lease.Host.Leases--;
        if (lease.Lease.Purpose == LeasePurpose.Page)
        {
            _pagesInFlight--;
            lease.Host.PagesInFlight--;
        }

        WatchBudget(lease.Host, now);
        SettleClosed(lease.Host, now);
    }
}
